//! The first morning with the program, as somebody new to it spends it at its window: a shop of one's own, its price list
//! with all its mistakes, a label, a workbook, and the way to another machine.

mod price_list;

use std::path::{Path, PathBuf};

use cashflow::palette::{Color, Palette};
use cashflow_test_tools::{Desk, Window, paper, until};
use serde_json::{Value, json};

use crate::PROGRAM;
use price_list::{MISTAKES, ROWS, dirty, exported, item, mended};

const NAME: &str = "Shri Balaji Stores";
const MAIN: &str = "#9a3412";
const SECOND: &str = "#0f766e";

#[tokio::test]
async fn from_an_empty_program_to_a_shop_that_stands_on_another_machine() {
    let desk = Desk::bare(PROGRAM);
    let window = Window::open(&desk).await;
    add_business(&window).await;
    second_colour(&window).await;
    bring_in(&window).await;
    find_clock(&window).await;
    print_label(&window).await;
    take_out(&window).await;
    let here = look(&window).await;
    let archive = save_business(&window).await;
    window.close().await;

    let other = Desk::bare(PROGRAM);
    let window = Window::open(&other).await;
    take_in(&window, &archive).await;
    window.click_on("Products and services").await;
    find_clock(&window).await;
    assert_eq!(look(&window).await, here, "all the same is there");
    window.close().await;
}

async fn add_business(window: &Window<'_>) {
    window.click_on("Add a business").await;
    window.click_on("Shop or office").await;
    window.click_on("Next").await;
    window.write("Name", NAME).await;
    window.click_on("Next").await;
    window.write("Main colour", MAIN).await;
    window.click_on("Choose a picture…").await;
    let logo = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tenants/samples/corner_shop.png");
    window.answer_dialog("Choose a logo", &logo.canonicalize().expect("the sample's logo"));
    window.until_text("corner_shop.png").await;
    window.desk.screen.picture("way-1-look");
    window.click_on("Add and open").await;
    let title = format!("{NAME} — CashFlow");
    until(&title, || window.desk.screen.window(&title));
    let palette = Palette::derive(Color::parse(MAIN).expect("a colour"), None, None);
    let [red, green, blue] = palette.light.brand.parts();
    assert_eq!(brand(window).await, json!(format!("rgb({red}, {green}, {blue})")));
}

async fn brand(window: &Window<'_>) -> Value {
    let script = "(() => {
        const probe = document.body.appendChild(document.createElement('i'));
        probe.style.color = 'var(--brand)';
        const shown = getComputedStyle(probe).color;
        probe.remove();
        return shown;
    })()";
    window.ask(script).await
}

async fn second_colour(window: &Window<'_>) {
    window.click_on("Settings").await;
    window.click_on("Look").await;
    window.write("Second colour", SECOND).await;
    window.click_on("Save").await;
    window.until_text("Saved").await;
    window.click_on("Home").await;
}

/// The list as it came, told what is wrong in it; corrected, it comes in.
async fn bring_in(window: &Window<'_>) {
    window.click_on("Bring your lists in").await;
    window.until_text("Drop the file here").await;
    window.drop_file("भाव नवंबर.xlsx", &dirty()).await;
    window.until_text("Left out: क्रम, Rack").await;
    window.desk.screen.picture("way-2-match");
    window.click_on("Check").await;
    window
        .until_text(&format!("{} rows have to be mended first", MISTAKES.len()))
        .await;
    for (_, _, cell) in MISTAKES {
        window
            .until_text(if cell.is_empty() { "empty" } else { cell })
            .await;
    }
    window.desk.screen.picture("way-3-wrong");
    window.click_on("Save the file, marked").await;
    let marked = save(window, "marked.xlsx");
    let marked = std::fs::read(marked).expect("the marked file");
    window.drop_file("mended.xlsx", &mended(&marked)).await;
    window.until_text("All 5,000 rows are right").await;
    window.click_on("Import 5,000 products and services").await;
    window.until_text("The list is in").await;
    window.click_on("Show them").await;
}

/// Says in the system's dialog where a file is kept.
fn save(window: &Window<'_>, name: &str) -> PathBuf {
    let file = window.desk.home().join(name);
    window.answer_dialog("Save", &file);
    until(name, || file.exists().then_some(()));
    file
}

async fn find_clock(window: &Window<'_>) {
    window.until_text("50 of 5,000, more as you go on").await;
    window.fill("main input[type=search]", "qua").await;
    window.until_text("1 found").await;
    window.until_text(&item(ROWS).name).await;
}

async fn print_label(window: &Window<'_>) {
    window.click("main tbody input[type=checkbox]").await;
    window.click_on("Print labels").await;
    window.until_text("1 label on 1 sheet").await;
    window.click_on("Save as PDF").await;
    let file = save(window, "label.pdf");
    let pages = paper::pages(&std::fs::read(file).expect("the label"));
    let [said] = &pages[..] else {
        panic!("one sheet: {pages:?}")
    };
    let clock = item(ROWS);
    for words in ["Quartz clock, 12\"", &clock.code, "₹ 1,39,240.59"] {
        assert!(said.contains(words), "{words}: {said}");
    }
    window.click_on("Unmark").await;
}

/// Every product and every figure stands in the workbook.
async fn take_out(window: &Window<'_>) {
    // Escape empties the search.
    let search = window.find("main input[type=search]").await;
    search.send_keys("\u{e00c}").await.expect("it takes keys");
    window.until_text("50 of 5,000, more as you go on").await;
    window.click_on("Export").await;
    window.until_text("As the list stands").await;
    window.click_on("All").await;
    window.until_text("Every field").await;
    window.click("[role=dialog] .dialog-foot .primary").await;
    let book = std::fs::read(save(window, "products.xlsx")).expect("the workbook");
    window.until_text("5,000 rows are in").await;
    let all: Vec<_> = (1..=ROWS).map(item).collect();
    assert!(
        exported(&book) == all,
        "every product stands in it as it was meant"
    );
}

/// How the business looks and what its clock is, as the screens have it.
async fn look(window: &Window<'_>) -> Value {
    window.fill("main input[type=search]", "qua").await;
    window.until_text("1 found").await;
    window.click("main tbody a").await;
    window
        .until("[...document.querySelectorAll('main input')].some((box) => box.value === '1,18,000.50')")
        .await;
    let product = window
        .ask("[...document.querySelectorAll('main :is(input, textarea)')].map((box) => box.value)")
        .await;
    window.desk.screen.picture("way-4-product");
    window.click_on("Settings").await;
    window.click_on("Look").await;
    for (label, color) in [("Main colour", MAIN), ("Second colour", SECOND)] {
        let shown = window
            .labelled(label)
            .await
            .prop("value")
            .await
            .expect("its value");
        assert_eq!(shown.as_deref(), Some(color), "{label}");
    }
    let logo = window
        .ask(
            "(() => {
                const picture = document.querySelector('header button img');
                const canvas = new OffscreenCanvas(picture.naturalWidth, picture.naturalHeight);
                const context = canvas.getContext('2d');
                context.drawImage(picture, 0, 0);
                return context.getImageData(0, 0, canvas.width, canvas.height).data.join();
            })()",
        )
        .await;
    json!({ "product": product, "brand": brand(window).await, "logo": logo })
}

async fn save_business(window: &Window<'_>) -> PathBuf {
    window.click_on("File").await;
    window.click_on("Save the business as one file…").await;
    save(window, "shop.cashflow")
}

async fn take_in(window: &Window<'_>, archive: &Path) {
    window.click_on("Take in a business…").await;
    window.answer_dialog("Take in a business", archive);
    window.until_text("5,000 products").await;
    window.desk.screen.picture("way-5-take-in");
    window.click_on("Take it in").await;
    window.click_on("Open it").await;
    let title = format!("{NAME} — CashFlow");
    until(&title, || window.desk.screen.window(&title));
}
