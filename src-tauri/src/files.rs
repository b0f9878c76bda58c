//! Files the person chooses, by the system's own dialogs. The dialogs are opened and the files touched here; the page
//! neither names a path nor is told one it did not get from the person.

use std::{
    io::Write as _,
    path::{Path, PathBuf},
};

use axum::{Router, body::Body};
use cashflow::{
    App, Code, Door, Error, Result,
    tenancy::{ARCHIVE_ENDING, Arrival},
    update,
};
use http_body_util::BodyExt as _;
use serde::Serialize;
use serde_json::Value;
use tauri::{WebviewWindow, Wry, http::Request};
use tower::ServiceExt as _;

use crate::{commands::Refusal, menu, words::FileDialog};

/// Kinds of picture that a logo can be made of, by the end of the name.
const PICTURES: [(&str, &str); 5] = [
    ("png", "image/png"),
    ("jpg", "image/jpeg"),
    ("jpeg", "image/jpeg"),
    ("webp", "image/webp"),
    ("svg", "image/svg+xml"),
];

/// The largest picture worth reading, in bytes; the program itself takes less and says so.
const LARGEST: u64 = 32 << 20;

/// A picture in memory.
#[derive(Serialize)]
pub(crate) struct PickedFile {
    name: String,
    media_type: &'static str,
    bytes: Vec<u8>,
}

/// A dialog over a window, in the language that its page speaks.
fn asking(window: &WebviewWindow<Wry>, dialog: FileDialog, language: &str) -> rfd::AsyncFileDialog {
    rfd::AsyncFileDialog::new()
        .set_parent(window)
        .set_title(dialog.title(language))
}

/// Asks for a picture; nothing when the person thought better of it.
pub(crate) async fn pick_logo(window: &WebviewWindow<Wry>, language: &str) -> Result<Option<PickedFile>> {
    let ends: Vec<&str> = PICTURES.iter().map(|(end, _)| *end).collect();
    let chosen = asking(window, FileDialog::Logo, language)
        .add_filter(FileDialog::Logo.files(language), &ends)
        .pick_file()
        .await;
    chosen.map(|file| read_picture(file.path())).transpose()
}

fn read_picture(path: &Path) -> Result<PickedFile> {
    let end = path
        .extension()
        .unwrap_or_default()
        .to_string_lossy()
        .to_ascii_lowercase();
    let media_type = PICTURES
        .iter()
        .find(|(known, _)| *known == end)
        .map(|(_, kind)| *kind);
    let media_type = media_type.ok_or_else(|| {
        let text = "A logo can be made of a PNG, JPEG, WebP or SVG picture. Choose one of these.";
        Error::new(Code::UnsupportedMediaType, text)
    })?;
    if path.metadata().map_err(Error::from)?.len() > LARGEST {
        let text = "The picture is larger than 32 MiB. Save it smaller and choose it again.";
        return Err(Error::new(Code::TooLarge, text));
    }
    Ok(PickedFile {
        name: path
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned(),
        media_type,
        bytes: std::fs::read(path).map_err(Error::from)?,
    })
}

/// Asks for an update's file and brings it to the program; what it is, or nothing when the person thought better of it.
pub(crate) async fn pick_update(
    window: &WebviewWindow<Wry>,
    router: Router,
    language: &str,
) -> Result<Option<Value>, Refusal> {
    let chosen = asking(window, FileDialog::Update, language)
        .add_filter(FileDialog::Update.files(language), &[update::ENDING])
        .pick_file()
        .await;
    match chosen {
        Some(file) => bring_update(router, file.path()).await.map(Some),
        None => Ok(None),
    }
}

async fn bring_update(router: Router, path: &Path) -> Result<Value, Refusal> {
    let largest = u64::try_from(update::LARGEST).unwrap_or(u64::MAX);
    if path.metadata().map_err(Error::from)?.len() > largest {
        let text = "The file is too large for an update. Choose one whose name ends in .cashflow-update.";
        return Err(Error::new(Code::TooLarge, text).into());
    }
    let mut request = Request::put("/api/installation/update")
        .header("content-type", "application/octet-stream")
        .body(Body::from(std::fs::read(path).map_err(Error::from)?))
        .map_err(Error::internal)?;
    request.extensions_mut().insert(Door::Window);
    let Ok(response) = router.oneshot(request).await;
    let succeeded = response.status().is_success();
    let body = response.into_body().collect().await.map_err(Error::internal)?;
    let answer: Value = serde_json::from_slice(&body.to_bytes()).map_err(Error::internal)?;
    if succeeded {
        return Ok(answer);
    }
    Err(Refusal::answered(answer))
}

/// Asks for the archive of a business and looks into it; nothing when the person thought better of it.
pub(crate) async fn pick_archive(
    window: &WebviewWindow<Wry>,
    app: &App,
    watch: &str,
    language: &str,
) -> Result<Option<Arrival>> {
    let chosen = asking(window, FileDialog::Archive, language)
        .add_filter(FileDialog::Archive.files(language), &[ARCHIVE_ENDING])
        .pick_file()
        .await;
    match chosen {
        Some(file) => {
            menu::tell(window, "archive.reading").map_err(Error::internal)?;
            look_into(app, file.path().to_owned(), watch).await.map(Some)
        }
        None => Ok(None),
    }
}

/// Looks into an archive, away from the threads that answer pages; the page asks meanwhile how far it is.
pub(crate) async fn look_into(app: &App, path: PathBuf, watch: &str) -> Result<Arrival> {
    let watch = app.tenancy().watch_coming(watch)?;
    let app = app.clone();
    let look = move || {
        app.tenancy()
            .look_into_archive(&path, &mut |done, total| watch.unpacked(done, total))
    };
    tauri::async_runtime::spawn_blocking(look)
        .await
        .map_err(Error::internal)?
}

/// Asks where to keep a download, then fetches it; nothing, and nothing fetched, when the person thought better of it.
pub(crate) async fn save_download(
    window: &WebviewWindow<Wry>,
    router: Router,
    url: &str,
    file_name: &str,
    language: &str,
) -> Result<Option<String>> {
    if !is_download(url) {
        return Err(Error::new(
            Code::BadRequest,
            "Only a download of this program can be saved.",
        ));
    }
    let chosen = asking(window, FileDialog::Save, language)
        .set_file_name(plain_name(file_name))
        .save_file()
        .await;
    let Some(chosen) = chosen else {
        return Ok(None);
    };
    let body = fetch(router, url).await?;
    write_whole(chosen.path(), body).await?;
    Ok(Some(chosen.path().display().to_string()))
}

/// `/api/downloads/` and one unguessable word.
fn is_download(url: &str) -> bool {
    url.strip_prefix("/api/downloads/")
        .is_some_and(|key| !key.is_empty() && key.bytes().all(|byte| byte.is_ascii_alphanumeric()))
}

/// A name without a way to any folder.
fn plain_name(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let plain: String = last.chars().filter(|c| !c.is_control()).take(120).collect();
    if matches!(plain.as_str(), "" | "." | "..") {
        return "download".into();
    }
    plain
}

async fn fetch(router: Router, url: &str) -> Result<Body> {
    let mut request = Request::get(url).body(Body::empty()).map_err(Error::internal)?;
    request.extensions_mut().insert(Door::Window);
    let Ok(response) = router.oneshot(request).await;
    if response.status().is_success() {
        return Ok(response.into_body());
    }
    let text = "This download was used already or is too old. Export again.";
    Err(Error::new(Code::NotFound, text))
}

/// Writes beside the file, a piece at a time, and renames over it: whoever looks finds the old file or the new, never
/// half of one.
async fn write_whole(path: &Path, mut body: Body) -> Result<()> {
    let folder = path
        .parent()
        .ok_or_else(|| Error::new(Code::Storage, "That is no place for a file."))?;
    let mut file = tempfile::NamedTempFile::new_in(folder)?;
    while let Some(frame) = body.frame().await {
        if let Ok(piece) = frame.map_err(Error::internal)?.into_data() {
            file.write_all(&piece)?;
        }
    }
    file.as_file().sync_all()?;
    file.persist(path).map_err(|error| error.error)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use axum::body::Body;

    use super::{is_download, plain_name, read_picture, write_whole};

    #[test]
    fn only_downloads_are_fetched() {
        assert!(is_download("/api/downloads/0123abcd"));
        for other in [
            "/api/downloads/",
            "/api/downloads/a/../../tenants",
            "/api/tenants",
            "https://example.com/api/downloads/a",
            "/api/downloads/a?x",
        ] {
            assert!(!is_download(other), "{other}");
        }
    }

    #[test]
    fn a_proposed_name_leads_to_no_folder() {
        assert_eq!(plain_name("shop-2026-11-23.sqlite"), "shop-2026-11-23.sqlite");
        assert_eq!(plain_name("../../etc/passwd"), "passwd");
        assert_eq!(plain_name("C:\\x\\y.csv"), "y.csv");
        assert_eq!(plain_name(".."), "download");
        assert_eq!(plain_name("a\n/\0"), "download");
    }

    #[test]
    fn a_file_is_replaced_whole() {
        let write = |path: &Path, text: &'static str| {
            tauri::async_runtime::block_on(write_whole(path, Body::from(text)))
        };
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("x.sqlite");
        std::fs::write(&path, "old").unwrap();
        write(&path, "new").unwrap();
        assert_eq!(std::fs::read(&path).unwrap(), b"new");
        assert_eq!(
            folder.path().read_dir().unwrap().count(),
            1,
            "nothing is left beside it"
        );
        assert!(write(&folder.path().join("no/such/x"), "").is_err());
    }

    #[test]
    fn only_pictures_are_read() {
        let folder = tempfile::tempdir().unwrap();
        let picture = folder.path().join("Logo.PNG");
        std::fs::write(&picture, "x").unwrap();
        let read = read_picture(&picture).unwrap();
        assert_eq!(
            (read.name.as_str(), read.media_type, &read.bytes[..]),
            ("Logo.PNG", "image/png", &b"x"[..])
        );
        let other = folder.path().join("keys.txt");
        std::fs::write(&other, "x").unwrap();
        assert_eq!(
            read_picture(&other).err().unwrap().code(),
            cashflow::Code::UnsupportedMediaType
        );
    }
}
