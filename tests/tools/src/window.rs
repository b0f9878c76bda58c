//! The program with its window open, in the hands of `WebKit`'s driver.

use std::{
    net::TcpListener,
    path::{Path, PathBuf},
    process::{Child, Stdio},
};

use fantoccini::{Client, ClientBuilder, Locator, elements::Element};
use serde_json::{Value, json};

use crate::{Desk, until, until_async};

/// The open window.
pub struct Window<'d> {
    /// Where it stands.
    pub desk: &'d Desk,
    /// What it shows, by its driver.
    pub page: Client,
    program: PathBuf,
    driver: Driver,
}

/// The driver's process; it goes with its owner even when a test fails.
struct Driver(Child);

impl Drop for Driver {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

impl<'d> Window<'d> {
    /// Starts the program and waits for its page.
    pub async fn open(desk: &'d Desk) -> Self {
        Self::open_with(desk, &[]).await
    }

    /// The same with words on the command line.
    pub async fn open_with(desk: &'d Desk, words: &[&str]) -> Self {
        Self::open_program(desk, &desk.program, words).await
    }

    /// Another program with such a page.
    pub async fn open_program(desk: &'d Desk, program: &Path, words: &[&str]) -> Self {
        let port = free_port();
        let driver = desk
            .at_desk(Path::new("WebKitWebDriver"))
            .arg(format!("--port={port}"))
            .env("TAURI_WEBVIEW_AUTOMATION", "true")
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("WebKitWebDriver is installed");
        let driver = Driver(driver);
        until("the driver listens", || {
            std::net::TcpStream::connect(("127.0.0.1", port)).ok()
        });
        let options = json!({ "binary": program, "args": words });
        let mut wanted = serde_json::Map::new();
        wanted.insert("webkitgtk:browserOptions".into(), options);
        let page = ClientBuilder::new(hyper_util::client::legacy::connect::HttpConnector::new())
            .capabilities(wanted)
            .connect(&format!("http://127.0.0.1:{port}"))
            .await
            .expect("the window opens");
        Self {
            desk,
            page,
            program: program.to_owned(),
            driver,
        }
    }

    /// Closes the window and waits until nothing of it is left.
    pub async fn close(self) {
        let _ = self.page.clone().close().await;
        let desk = self.desk;
        until("the program ends", || {
            desk.process_of(&self.program).is_none().then_some(())
        });
        drop(self.driver);
    }

    /// Gives the driver up, with the program still running or gone already.
    pub fn let_go(self) {
        drop(self.driver);
    }

    /// Does what is on the page: waits for the element first.
    pub async fn find(&self, css: &str) -> Element {
        until_async(css, || async { self.page.find(Locator::Css(css)).await.ok() }).await
    }

    /// Clicks on an element.
    pub async fn click(&self, css: &str) {
        until_async(&format!("a click on {css}"), || async {
            let element = self.page.find(Locator::Css(css)).await.ok()?;
            element.click().await.ok()
        })
        .await;
    }

    /// Types into an input, in place of what stands there.
    pub async fn fill(&self, css: &str, text: &str) {
        let input = self.find(css).await;
        input.clear().await.expect("it can be emptied");
        input.send_keys(text).await.expect("it takes keys");
    }

    /// Presses keys where the cursor is.
    pub async fn press(&self, keys: &str) {
        let at = self
            .page
            .active_element()
            .await
            .expect("something has the cursor");
        at.send_keys(keys).await.expect("it takes keys");
    }

    /// Asks the page.
    pub async fn ask(&self, script: &str) -> Value {
        self.page
            .execute(&format!("return ({script});"), vec![])
            .await
            .unwrap_or_else(|error| panic!("{script}: {error}"))
    }

    /// Asks the page something it answers later; a refusal comes back as `{"refused": "…"}`.
    pub async fn ask_later(&self, script: &str) -> Value {
        let script = format!(
            "const done = arguments[arguments.length - 1];
             (async () => ({script}))().then(done, (error) => done({{ refused: String(error) }}));"
        );
        self.page
            .execute_async(&script, vec![])
            .await
            .unwrap_or_else(|error| panic!("{script}: {error}"))
    }

    /// Waits until the page says yes.
    pub async fn until(&self, script: &str) {
        until_async(script, || async {
            (self.ask(script).await == Value::Bool(true)).then_some(())
        })
        .await;
    }

    /// Waits until the page shows this text.
    pub async fn until_text(&self, text: &str) {
        self.until(&format!("document.body.innerText.includes({})", json!(text)))
            .await;
    }

    /// Goes to one of the screens.
    pub async fn go(&self, route: &str) {
        self.ask(&format!("location.hash = {}", json!(route))).await;
    }
}

/// A port that nobody uses.
fn free_port() -> u16 {
    TcpListener::bind(("127.0.0.1", 0))
        .and_then(|listener| listener.local_addr())
        .expect("a free port")
        .port()
}
