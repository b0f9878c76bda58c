//! A person works in two businesses in turn, and each looks, reads and keeps as its own.

use cashflow::palette::{Color, Palette};
use cashflow_test_tools::{Desk, Window, until};
use serde_json::json;

use crate::PROGRAM;

struct Business {
    id: &'static str,
    name: &'static str,
    color: &'static str,
    /// A screen that only this one has, and one that it has not.
    own: &'static str,
    foreign: &'static str,
    party: &'static str,
}

const CLINIC: Business = Business {
    id: "dental_clinic_abc",
    name: "ABC Dental Clinic",
    color: "#2E86AB",
    own: "patients",
    foreign: "materials",
    party: "Sunrise Dental Supplies",
};

const WORKSHOP: Business = Business {
    id: "manufacturing_xyz",
    name: "XYZ Manufacturing",
    color: "#A23B72",
    own: "materials",
    foreign: "patients",
    party: "Deccan Bar & Rod",
};

#[tokio::test]
async fn two_businesses_in_turn() {
    let desk = Desk::with_samples(PROGRAM);
    let window = Window::open(&desk).await;
    window.until_text(CLINIC.name).await;
    window.until_text(WORKSHOP.name).await;
    until("the program's own title", || desk.screen.window("CashFlow"));
    desk.screen.picture("start");

    let mut icons = Vec::new();
    for business in [&CLINIC, &WORKSHOP] {
        window.go("/").await;
        window.click(&format!("a[href^='#/b/{}']", business.id)).await;
        looks_its_own(&window, business).await;
        icons.push(icon(&desk, business));
        enter_party(&window, business).await;
        desk.screen.picture(business.id);
    }
    assert_ne!(icons[0], icons[1], "each has an icon of its own");

    for (business, other) in [(&CLINIC, &WORKSHOP), (&WORKSHOP, &CLINIC)] {
        window.go(&format!("/b/{}/parties", business.id)).await;
        looks_its_own(&window, business).await;
        window.until_text(business.party).await;
        let names = party_names(&window, business).await;
        assert!(names.contains(&business.party.to_owned()), "{names:?}");
        assert!(!names.contains(&other.party.to_owned()), "{names:?}");
    }
    window.close().await;
}

/// The screen's own colours are those derived from a business's main colour.
pub(crate) async fn has_colors_of(window: &Window<'_>, main: &str) {
    let palette = Palette::derive(Color::parse(main).expect("a colour"), None, None);
    for (name, light) in [
        ("--brand", palette.light.brand),
        ("--brand-strong", palette.light.brand_strong),
    ] {
        let [red, green, blue] = light.parts();
        window
            .until(&format!(
                "(() => {{
                    const probe = document.body.appendChild(document.createElement('i'));
                    probe.style.color = 'var({name})';
                    const shown = getComputedStyle(probe).color;
                    probe.remove();
                    return shown === 'rgb({red}, {green}, {blue})';
                }})()"
            ))
            .await;
    }
}

/// Colours, title and menu are the business's.
async fn looks_its_own(window: &Window<'_>, business: &Business) {
    let title = format!("{} — CashFlow", business.name);
    until(&title, || window.desk.screen.window(&title));
    has_colors_of(window, business.color).await;
    let there = |key: &str| {
        format!(
            "document.querySelector(\"nav a[href='#/b/{}/{key}']\") !== null",
            business.id
        )
    };
    window.until(&there("parties")).await;
    window.until(&there(business.own)).await;
    assert_eq!(window.ask(&there(business.foreign)).await, json!(false));
}

fn icon(desk: &Desk, business: &Business) -> String {
    let id = desk
        .screen
        .window(&format!("{} — CashFlow", business.name))
        .expect("the window");
    let icon = desk
        .screen
        .tool("xprop", &["-id", &id, "-notype", "_NET_WM_ICON"]);
    assert!(icon.len() > 100, "there is an icon: {icon}");
    icon
}

/// Enters a party as a person does, and comes back to the list.
async fn enter_party(window: &Window<'_>, business: &Business) {
    window
        .click(&format!("nav a[href='#/b/{}/parties']", business.id))
        .await;
    window
        .until("document.querySelector('main table, main [role=table]') !== null")
        .await;
    window.press("n").await;
    window.until("location.hash.endsWith('/parties/new')").await;
    window.fill("form input", business.party).await;
    // Ctrl Enter saves.
    window.press("\u{e009}\u{e007}").await;
    window.until("!location.hash.includes('/parties/new')").await;
    window.until_text(business.party).await;
}

async fn party_names(window: &Window<'_>, business: &Business) -> Vec<String> {
    let answer = window
        .ask_later(&format!(
            "(await (await fetch('/api/parties?limit=200', {{ headers: {{ 'x-tenant-id': '{}' }} }})).json()).items.map((party) => party.name)",
            business.id
        ))
        .await;
    serde_json::from_value(answer).expect("a list of names")
}
