//! What the tests need again and again: an installation in a folder of its own, and calls through its router.

use std::{
    fs,
    path::{Path, PathBuf},
    sync::{LazyLock, OnceLock},
};

use axum::{
    body::Body,
    http::{HeaderMap, Request, StatusCode},
};
use cashflow::{
    App, Author, Clock, Code, Door, Error,
    tenancy::{BrandingLayer, NewTenant, Options, Tenancy, Tenant, TenantId},
};
use serde_json::{Value, json};
use tower::ServiceExt as _;

pub(crate) static RUNTIME: LazyLock<tokio::runtime::Runtime> =
    LazyLock::new(|| tokio::runtime::Runtime::new().expect("threads start"));

/// A moment that stands still: 23 November 2026, 09:30 UTC.
pub(crate) fn clock() -> Clock {
    Clock::fixed("2026-11-23T09:30:00Z".parse().expect("a moment"))
}

pub(crate) fn author() -> Author {
    Author::system(Door::Program)
}

pub(crate) fn id(text: &str) -> TenantId {
    TenantId::parse(text).expect("an id")
}

pub(crate) fn options(folder: &Path) -> Options {
    Options {
        clock: clock(),
        ..Options::new(folder)
    }
}

pub(crate) fn new_tenant(id_text: &str, domain: &str) -> NewTenant {
    NewTenant {
        tenant_id: Some(id_text.into()),
        domain: domain.into(),
        branding: BrandingLayer {
            company_name: Some(name_of(id_text)),
            ..BrandingLayer::default()
        },
        ..NewTenant::default()
    }
}

/// The name `new_tenant` gives.
pub(crate) fn name_of(id: &str) -> String {
    format!("House {id}")
}

/// An error's code, as text; panics on success.
#[track_caller]
pub(crate) fn code<T>(result: Result<T, Error>) -> &'static str {
    match result {
        Ok(_) => panic!("this should have been refused"),
        Err(error) => error.code().as_str(),
    }
}

/// Writes one note into a business's edit log: the smallest change there is.
pub(crate) fn note(tenant: &Tenant, text: &str) -> Result<(), Error> {
    tenant.write(|tx| {
        let record = cashflow::db::Record::new("note", text);
        tx.log("note.add", &record, None::<&()>, None::<&()>)
    })
}

/// The notes of a business, oldest first.
pub(crate) fn notes(tenant: &Tenant) -> Vec<String> {
    let read = tenant.read(|read| {
        read.all(
            "select record_id from edit_log where record_kind = 'note' order by id",
            [],
            |row| row.get(0),
        )
    });
    read.expect("the notes can be read")
}

/// One installation in a folder of its own.
pub(crate) struct House {
    folder: tempfile::TempDir,
    app: OnceLock<App>,
    change: fn(&mut Options),
}

/// What the router answered.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) bytes: Vec<u8>,
    pub(crate) body: Value,
}

impl Answer {
    pub(crate) fn code(&self) -> &str {
        self.body["code"].as_str().unwrap_or("no code")
    }

    pub(crate) fn said(&self) -> (u16, &str) {
        (self.status.as_u16(), self.code())
    }

    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers
            .get(name)
            .map_or("", |value| value.to_str().expect("plain"))
    }

    #[track_caller]
    pub(crate) fn ok(self) -> Value {
        assert!(self.status.is_success(), "{} {}", self.status, self.body);
        self.body
    }
}

impl House {
    pub(crate) fn new() -> Self {
        Self::with(|_| {})
    }

    /// A house whose options are changed before it is opened, each time.
    pub(crate) fn with(change: fn(&mut Options)) -> Self {
        Self {
            folder: tempfile::tempdir().expect("a folder"),
            app: OnceLock::new(),
            change,
        }
    }

    /// A house with these businesses.
    pub(crate) fn of(ids: &[&str]) -> Self {
        let house = Self::with(|options| options.multi_tenant = Some(true));
        for id in ids {
            house.make(id);
        }
        house
    }

    pub(crate) fn root(&self) -> PathBuf {
        self.folder.path().canonicalize().expect("the folder is there")
    }

    pub(crate) fn file(&self, id: &str) -> PathBuf {
        self.root().join(format!("tenants/{id}.sqlite"))
    }

    pub(crate) fn app(&self) -> &App {
        self.app
            .get_or_init(|| self.open().expect("the installation opens"))
    }

    /// Opens another program on the same folder.
    pub(crate) fn open(&self) -> Result<App, Error> {
        let mut options = options(self.folder.path());
        (self.change)(&mut options);
        App::open(options, None)
    }

    pub(crate) fn tenancy(&self) -> &Tenancy {
        self.app().tenancy()
    }

    /// Closes the program; the next use opens it again. A connection that was just being opened closes a moment
    /// later: only when a file can be had alone is its log brought in.
    pub(crate) fn close(&mut self) {
        self.app.take();
        for entry in std::fs::read_dir(self.root().join("tenants"))
            .into_iter()
            .flatten()
            .flatten()
        {
            let file = entry.path();
            if file.extension().is_some_and(|end| end == "sqlite") {
                drop(cashflow::db::FileLock::of(&file).exclusive());
            }
        }
    }

    /// Closes and opens with other options from now on.
    pub(crate) fn reopen_with(&mut self, change: fn(&mut Options)) -> Result<(), Error> {
        self.close();
        self.change = change;
        let app = self.open()?;
        self.app.set(app).map_err(|_| ()).expect("it was closed");
        Ok(())
    }

    pub(crate) fn make(&self, id: &str) {
        self.tenancy()
            .create(new_tenant(id, "default"), &author())
            .unwrap_or_else(|error| panic!("{id}: {error:?}"));
    }

    pub(crate) fn tenant(&self, text: &str) -> Result<Tenant, Error> {
        self.tenancy().tenant(&id(text), author())
    }

    pub(crate) fn call(&self, request: Request<Body>) -> Answer {
        RUNTIME.block_on(send(self.app(), request))
    }

    pub(crate) fn get(&self, path: &str) -> Answer {
        self.call(request("GET", path, None, &Value::Null))
    }

    pub(crate) fn get_as(&self, tenant: &str, path: &str) -> Answer {
        self.call(request("GET", path, Some(tenant), &Value::Null))
    }

    pub(crate) fn send(&self, method: &str, path: &str, body: &Value) -> Answer {
        self.call(request(method, path, None, body))
    }

    pub(crate) fn send_as(&self, tenant: &str, method: &str, path: &str, body: &Value) -> Answer {
        self.call(request(method, path, Some(tenant), body))
    }

    /// Everything in the folder that must not change when a call is refused: names, sizes, rows.
    pub(crate) fn picture(&self) -> Value {
        let mut files = Vec::new();
        for folder in ["tenants", "backups", "quarantine"] {
            walk(&self.root().join(folder), &mut files);
        }
        files.retain(|name| ![".lock", "-wal", "-shm"].iter().any(|end| name.ends_with(end)));
        files.sort();
        let cards = self
            .tenancy()
            .cards(&cashflow::tenancy::CardsQuery {
                include_inactive: Some(true),
                include_archived: Some(true),
                limit: Some(500),
                ..Default::default()
            })
            .expect("cards");
        let configs: Vec<Value> = cards
            .tenants
            .iter()
            .map(|card| {
                let config = self.tenancy().config(&id(&card.tenant_id)).expect("a config");
                json!(cashflow::tenancy::ConfigView::from(config.as_ref()))
            })
            .collect();
        json!({ "files": files, "configs": configs })
    }
}

fn walk(folder: &Path, found: &mut Vec<String>) {
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            walk(&path, found);
        } else {
            found.push(path.display().to_string());
        }
    }
}

pub(crate) fn request(method: &str, path: &str, tenant: Option<&str>, body: &Value) -> Request<Body> {
    let mut request = Request::builder()
        .method(method)
        .uri(path)
        .header("host", "localhost");
    if let Some(tenant) = tenant {
        request = request.header("x-tenant-id", tenant);
    }
    if !matches!(method, "GET" | "HEAD") {
        request = request.header("content-type", "application/json");
    }
    let body = if body.is_null() {
        Body::empty()
    } else {
        Body::from(body.to_string())
    };
    request.body(body).expect("a request")
}

pub(crate) async fn send(app: &App, request: Request<Body>) -> Answer {
    let response = app.router().oneshot(request).await.expect("an answer");
    let (parts, body) = response.into_parts();
    let bytes = axum::body::to_bytes(body, usize::MAX)
        .await
        .expect("a body")
        .to_vec();
    Answer {
        status: parts.status,
        headers: parts.headers,
        body: serde_json::from_slice(&bytes).unwrap_or(Value::Null),
        bytes,
    }
}

/// Every stable code is in the list, so that a test cannot ask for one that does not exist.
#[test]
fn codes_are_known() {
    assert!(Code::ALL.iter().any(|code| code.as_str() == "tenant_not_found"));
}
