//! A program on a folder of its own, and its API as functions.

use std::fmt::Write as _;

use axum::{
    body::Body,
    http::{Request, header, request},
};
use cashflow::{
    App, Author, Clock, Door,
    tenancy::{NewTenant, Options, Tenant, TenantId},
};
use http_body_util::BodyExt as _;
use serde_json::Value;
use tower::ServiceExt as _;

/// An open program with a clinic, a workshop and a shop, where it is 23 November 2026.
pub(crate) struct Program {
    pub(crate) app: App,
    runtime: tokio::runtime::Runtime,
    _folder: tempfile::TempDir,
}

/// Today in tests.
pub(crate) const NOW: &str = "2026-11-23T09:30:00Z";

/// Opens a program with three businesses: `clinic`, `works` and `shop`, with the features of their trades.
pub(crate) fn app() -> Program {
    let folder = tempfile::tempdir().expect("a folder");
    let options = Options {
        clock: Clock::fixed(NOW.parse().expect("a moment")),
        multi_tenant: Some(true),
        ..Options::new(folder.path())
    };
    let app = App::open(options, None).expect("a fresh installation");
    for (id, domain) in [
        ("clinic", "dental"),
        ("works", "manufacturing"),
        ("shop", "default"),
    ] {
        let new: NewTenant = serde_json::from_value(serde_json::json!({
            "tenant_id": id, "domain": domain, "branding": { "company_name": format!("The {id}") }
        }))
        .expect("a business");
        app.tenancy().create(new, &author()).expect("a business is made");
    }
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .expect("a runtime");
    Program {
        app,
        runtime,
        _folder: folder,
    }
}

fn author() -> Author {
    Author::system(Door::Program)
}

impl Program {
    /// One call as it would come over the network; its status and its JSON.
    pub(crate) fn call(&self, method: &str, path: &str, tenant: &str, body: &Value) -> (u16, Value) {
        let text = if body.is_null() {
            String::new()
        } else {
            body.to_string()
        };
        self.send_text(method, path, tenant, &text)
    }

    /// One call with a body that need not be JSON.
    pub(crate) fn send_text(&self, method: &str, path: &str, tenant: &str, body: &str) -> (u16, Value) {
        let request = Self::request(method, path, tenant)
            .body(Body::from(body.to_owned()))
            .expect("a request");
        self.answer(request)
    }

    fn request(method: &str, path: &str, tenant: &str) -> request::Builder {
        Request::builder()
            .method(method)
            .uri(path)
            .header(header::HOST, "localhost")
            .header(header::CONTENT_TYPE, "application/json")
            .header("x-tenant-id", tenant)
    }

    /// Reads as someone who reads this language.
    pub(crate) fn get_in(&self, language: &str, path: &str, tenant: &str) -> Value {
        self.call_in(language, "GET", path, tenant)
    }

    /// A call without a body of someone who reads this language.
    pub(crate) fn call_in(&self, language: &str, method: &str, path: &str, tenant: &str) -> Value {
        let request = Self::request(method, path, tenant)
            .header(header::ACCEPT_LANGUAGE, language)
            .body(Body::empty())
            .expect("a request");
        self.answer(request).1
    }

    fn answer(&self, request: Request<Body>) -> (u16, Value) {
        let (status, bytes) = self.bytes(request);
        let json = serde_json::from_slice(&bytes)
            .unwrap_or_else(|_| Value::String(String::from_utf8_lossy(&bytes).into_owned()));
        (status, json)
    }

    /// Posts a file's bytes under a name that is written as it stands in the header.
    pub(crate) fn send_file(&self, path: &str, tenant: &str, name: &str, bytes: &[u8]) -> (u16, Value) {
        let request = Request::builder()
            .method("POST")
            .uri(path)
            .header(header::HOST, "localhost")
            .header(header::CONTENT_TYPE, "application/octet-stream")
            .header("x-tenant-id", tenant)
            .header("x-file-name", name)
            .body(Body::from(bytes.to_vec()))
            .expect("a request");
        self.answer(request)
    }

    /// Fetches what was made ready.
    pub(crate) fn fetch(&self, download: &Value) -> Vec<u8> {
        let request = Request::builder()
            .uri(download["download"].as_str().expect("an address"))
            .header(header::HOST, "localhost")
            .body(Body::empty())
            .expect("a request");
        let (status, bytes) = self.bytes(request);
        assert_eq!(status, 200, "{download}");
        bytes
    }

    fn bytes(&self, request: Request<Body>) -> (u16, Vec<u8>) {
        self.runtime.block_on(async {
            let response = self.app.router().oneshot(request).await.expect("an answer");
            let status = response.status().as_u16();
            let bytes = response.into_body().collect().await.expect("a body").to_bytes();
            (status, bytes.to_vec())
        })
    }

    /// Reads, and expects an answer.
    pub(crate) fn get(&self, path: &str, tenant: &str) -> Value {
        let (status, json) = self.call("GET", path, tenant, &Value::Null);
        assert_eq!(status, 200, "GET {path}: {json}");
        json
    }

    /// Writes, and expects success.
    pub(crate) fn send(&self, method: &str, path: &str, tenant: &str, body: &Value) -> Value {
        let (status, json) = self.call(method, path, tenant, body);
        assert!(
            (200..300).contains(&status),
            "{method} {path} {body}: {status} {json}"
        );
        json
    }

    /// A call that must fail: its status, its code and its wrong fields, each `field code`.
    pub(crate) fn refused(
        &self,
        method: &str,
        path: &str,
        tenant: &str,
        body: &Value,
    ) -> (u16, String, Vec<String>) {
        let (status, json) = self.call(method, path, tenant, body);
        assert!(status >= 400, "{method} {path} {body} should be refused: {json}");
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        let fields = json["fields"].as_array().cloned().unwrap_or_default();
        let fields = fields
            .iter()
            .map(|field| format!("{} {}", text(&field["field"]), text(&field["code"])));
        (status, text(&json["code"]), fields.collect())
    }

    /// The handle of a business, as an operation gets it.
    pub(crate) fn tenant(&self, id: &str) -> Tenant {
        let id = TenantId::parse(id).expect("an id");
        self.app.tenancy().tenant(&id, author()).expect("a business")
    }
}

/// A text as it stands in an address.
pub(crate) fn encoded(text: &str) -> String {
    each_byte("%", text)
}

/// A text as hexadecimal, as cursors are written.
pub(crate) fn hex(text: &str) -> String {
    each_byte("", text)
}

fn each_byte(before: &str, text: &str) -> String {
    let mut written = String::new();
    for byte in text.bytes() {
        write!(written, "{before}{byte:02x}").expect("a string takes text");
    }
    written
}

/// One field of each item, in order.
pub(crate) fn column(list: &Value, name: &str) -> Vec<String> {
    let items = list["items"].as_array().cloned().unwrap_or_default();
    let text = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    items.iter().map(|item| text(&item[name])).collect()
}

/// All items of a list by its cursors, `limit` at a time.
pub(crate) fn all_pages(program: &Program, path: &str, tenant: &str, limit: usize) -> Vec<Value> {
    let mut items = Vec::new();
    let mut cursor = String::new();
    loop {
        let joint = if path.contains('?') { '&' } else { '?' };
        let page = program.get(&format!("{path}{joint}limit={limit}{cursor}"), tenant);
        items.extend(page["items"].as_array().cloned().unwrap_or_default());
        match page["next_cursor"].as_str() {
            Some(next) => cursor = format!("&cursor={next}"),
            None => return items,
        }
    }
}
