//! What a person does with the mouse: buttons by their words, boxes by their labels, files by the system's own dialogs
//! or dropped on the screen.

use std::{
    fmt::Write as _,
    path::Path,
    time::{Duration, Instant},
};

use fantoccini::{Locator, elements::Element};
use serde_json::json;

use crate::{Window, until, until_async};

impl Window<'_> {
    /// Clicks what says these words: a button, a link, a tab, a choice. Of several the one in front.
    pub async fn click_on(&self, words: &str) {
        let path = format!(
            "//*[self::button or self::a or self::label][normalize-space(.)={words} or @aria-label={words} or .//*[normalize-space(.)={words}]]",
            words = json!(words)
        );
        until_async(&format!("a click on “{words}”"), || async {
            for element in self.page.find_all(Locator::XPath(&path)).await.ok()?.iter().rev() {
                if element.click().await.is_ok() {
                    return Some(());
                }
            }
            None
        })
        .await;
    }

    /// The box under this label.
    pub async fn labelled(&self, label: &str) -> Element {
        let path = format!(
            "//input[@id=//label[normalize-space(.)={label}]/@for]",
            label = json!(label)
        );
        until_async(label, || async {
            self.page.find(Locator::XPath(&path)).await.ok()
        })
        .await
    }

    /// Types into the box under this label, in place of what stands there.
    pub async fn write(&self, label: &str, text: &str) {
        let input = self.labelled(label).await;
        input.clear().await.expect("it can be emptied");
        input.send_keys(text).await.expect("it takes keys");
    }

    /// Answers the system's dialog of this title with a file's path, by its keys.
    pub fn answer_dialog(&self, title: &str, file: &Path) {
        let screen = &self.desk.screen;
        let dialog = until(title, || screen.window(title));
        screen.picture(&format!("dialog-{title}"));
        let path = file.to_str().expect("text");
        // Ctrl L leads to where a path is typed. Keys that came before the dialog listened are pressed again.
        let keys = [
            "windowfocus",
            "--sync",
            &dialog,
            "key",
            "ctrl+l",
            "key",
            "ctrl+a",
            "type",
            "--delay",
            "2",
            path,
        ];
        until(&format!("“{title}” is answered"), || {
            screen.tool("xdotool", &keys);
            screen.tool("xdotool", &["key", "Return"]);
            let pressed = Instant::now();
            while pressed.elapsed() < Duration::from_secs(2) {
                if screen.window(title).is_none() {
                    return Some(());
                }
                std::thread::sleep(Duration::from_millis(50));
            }
            None
        });
    }

    /// Drops a file on the page. (The driver answers the page's own file dialogs itself, with nothing.)
    pub async fn drop_file(&self, name: &str, bytes: &[u8]) {
        let mut hex = String::new();
        for byte in bytes {
            write!(hex, "{byte:02x}").expect("a string takes all");
        }
        let script = "const [name, hex] = arguments;
            const bytes = Uint8Array.from(hex.match(/../g), (pair) => parseInt(pair, 16));
            const dataTransfer = new DataTransfer();
            dataTransfer.items.add(new File([bytes], name));
            const drag = (type) => document.querySelector('main').dispatchEvent(
                new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true }));
            drag('dragover');
            setTimeout(() => drag('drop'));";
        self.page
            .execute(script, vec![json!(name), json!(hex)])
            .await
            .expect("the page takes it");
    }
}
