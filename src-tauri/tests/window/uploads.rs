//! Large bodies go through the window's door whole, and an answer comes back.

use cashflow_test_tools::{Desk, Window};
use serde_json::json;

use crate::PROGRAM;

#[tokio::test]
async fn twenty_mebibytes_are_answered() {
    let desk = Desk::with_samples(PROGRAM);
    let window = Window::open(&desk).await;
    window.until_text("ABC Dental Clinic").await;
    let put = |bytes: &str, path: &str| {
        format!(
            "(async () => {{
                const body = {bytes};
                const answer = await fetch('{path}', {{ method: 'PUT', headers: {{ 'content-type': 'image/png', 'x-file-name': 'big.png' }}, body }});
                const said = await answer.json();
                return [answer.status, said.code ?? null, answer.headers.get('x-request-id') !== null];
            }})()"
        )
    };
    let big = window
        .ask_later(&format!(
            "await {}",
            put(
                "new ArrayBuffer(20 * 1024 * 1024)",
                "/api/tenants/corner_shop/logo"
            )
        ))
        .await;
    assert_eq!(big, json!([413, "too_large", true]));

    // A picture of nine mebibytes is within the limit: it arrives byte for byte, or it would be no picture.
    let noise = "await (async () => {
        const canvas = new OffscreenCanvas(1600, 1600);
        const context = canvas.getContext('2d');
        const picture = context.createImageData(1600, 1600);
        for (let at = 0; at < picture.data.length; at += 65536) crypto.getRandomValues(picture.data.subarray(at, at + 65536));
        for (let at = 3; at < picture.data.length; at += 4) picture.data[at] = 255;
        context.putImageData(picture, 0, 0);
        return (await canvas.convertToBlob({ type: 'image/png' })).arrayBuffer();
    })()";
    let taken = window
        .ask_later(&format!("await {}", put(noise, "/api/tenants/corner_shop/logo")))
        .await;
    assert_eq!(taken, json!([200, null, true]));
    let logo = window
        .ask_later("await (async () => { const answer = await fetch('/api/tenants/corner_shop/logo'); return [answer.status, answer.headers.get('content-type'), (await answer.arrayBuffer()).byteLength <= 1048576]; })()")
        .await;
    assert_eq!(logo, json!([200, "image/png", true]));
    window.close().await;
}
