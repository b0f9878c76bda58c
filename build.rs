//! Checks `migrations/` and `tenants/` at compile time, embeds the migrations, finds the built screens and stamps
//! the version. A broken migration or domain pack stops the build here, not at a user's desk.

use std::{
    env,
    fmt::Write as _,
    fs,
    path::{Path, PathBuf},
};

#[expect(clippy::unused_self, reason = "written for the program")]
#[path = "src/palette/color.rs"]
mod color;
#[expect(unused_imports, reason = "only colours say what is wrong by it here")]
#[path = "src/sentence.rs"]
mod sentence;
mod palette {
    pub(crate) use super::color::Color;
}
#[expect(dead_code, unreachable_pub, reason = "the build only reads the packs")]
#[path = "src/tenancy/domain_pack/file.rs"]
mod domain_pack;

fn main() {
    let root = PathBuf::from(env::var("CARGO_MANIFEST_DIR").expect("cargo names the package's folder"));
    let out = PathBuf::from(env::var("OUT_DIR").expect("cargo names an output folder"));

    let mut code = String::new();
    for (name, folder) in [("CATALOG", "catalog"), ("TENANT", "tenant")] {
        migrations(&mut code, name, &root.join("migrations").join(folder));
    }
    fs::write(out.join("migrations.rs"), code).expect("the output folder can be written");

    domain_packs(&root);
    program_words(&root, &out);
    screens(&root, &out);
    fonts(&root, &out);
    update_keys(&root);
    println!(
        "cargo:rustc-env=CASHFLOW_VERSION={}",
        env::var("CARGO_PKG_VERSION").expect("cargo names the version")
    );
}

/// The files of a folder with this ending, in order.
fn files(folder: &Path, ending: &str) -> Vec<PathBuf> {
    println!("cargo:rerun-if-changed={}", folder.display());
    let mut files: Vec<_> = fs::read_dir(folder)
        .unwrap_or_else(|error| panic!("{}: {error}", folder.display()))
        .map(|entry| entry.expect("the folder can be listed").path())
        .filter(|path| path.extension().is_some_and(|end| end == ending))
        .collect();
    files.sort();
    assert!(
        !files.is_empty(),
        "{}: nothing with the ending {ending}",
        folder.display()
    );
    files
}

/// Writes one `static` listing the folder's files in order; the number in a name is its schema version.
fn migrations(code: &mut String, name: &str, folder: &Path) {
    writeln!(code, "pub(crate) static {name}: &[(&str, &str)] = &[").expect("a string takes text");
    for (index, file) in files(folder, "sql").iter().enumerate() {
        let stem = file
            .file_stem()
            .and_then(|stem| stem.to_str())
            .expect("migration names are plain text");
        let number = format!("{:04}_", index + 1);
        assert!(
            stem.starts_with(&number),
            "{}: expected a name that begins with {number}",
            file.display()
        );
        let sql = fs::read_to_string(file).expect("a migration can be read");
        assert!(!sql.trim().is_empty(), "{}: empty migration", file.display());
        writeln!(
            code,
            "    ({stem:?}, include_str!({:?})),",
            file.display().to_string()
        )
        .expect("a string takes text");
    }
    code.push_str("];\n");
}

/// Reads every domain pack by the same code as the program.
fn domain_packs(root: &Path) {
    for file in files(&root.join("tenants/domains"), "toml") {
        let text = fs::read_to_string(&file).expect("a domain pack can be read");
        let name = file.display().to_string();
        if let Err(error) = domain_pack::DomainPack::parse(&name, &text) {
            panic!("{error}");
        }
    }
    println!("cargo:rerun-if-changed=tenants/samples");
}

/// Embeds what the program says in other languages than English, a file for each.
fn program_words(root: &Path, out: &Path) {
    let mut code = String::from("static PROGRAM_WORDS: &[(&str, &str)] = &[\n");
    for file in files(&root.join("ui/messages/program"), "json") {
        let (name, shown) = (file.file_stem().unwrap_or_default(), file.display().to_string());
        let text = fs::read_to_string(&file).expect("a language's words can be read");
        serde_json::from_str::<std::collections::BTreeMap<String, String>>(&text)
            .unwrap_or_else(|error| panic!("{shown}: {error}"));
        writeln!(
            code,
            "    ({:?}, include_str!({shown:?})),",
            name.to_string_lossy()
        )
        .expect("a string takes text");
    }
    code.push_str("];\n");
    fs::write(out.join("program_words.rs"), code).expect("the output folder can be written");
}

/// Embeds the fonts of papers, which come with the screens' packages. Without them nothing can be printed.
fn fonts(root: &Path, out: &Path) {
    const FILES: [&str; 5] = [
        "inter/400Regular/Inter_400Regular.ttf",
        "inter/600SemiBold/Inter_600SemiBold.ttf",
        "inter/700Bold/Inter_700Bold.ttf",
        "noto-sans-devanagari/400Regular/NotoSansDevanagari_400Regular.ttf",
        "noto-sans-devanagari/600SemiBold/NotoSansDevanagari_600SemiBold.ttf",
    ];
    let folder = root.join("ui/node_modules/@expo-google-fonts");
    let mut code = String::from("static FONTS: &[&[u8]] = &[\n");
    for file in FILES.map(|file| folder.join(file)) {
        println!("cargo:rerun-if-changed={}", file.display());
        if file.exists() {
            writeln!(code, "    include_bytes!({:?}),", file.display().to_string())
                .expect("a string takes text");
        }
    }
    code.push_str("];\n");
    fs::write(out.join("fonts.rs"), code).expect("the output folder can be written");
}

/// Embeds the keys that updates may be signed with: those of `src-tauri/update-key.pub`, or those of the environment.
fn update_keys(root: &Path) {
    let file = root.join("src-tauri/update-key.pub");
    println!("cargo:rerun-if-changed={}", file.display());
    println!("cargo:rerun-if-env-changed=CASHFLOW_UPDATE_KEY");
    let text = env::var("CASHFLOW_UPDATE_KEY").unwrap_or_else(|_| {
        fs::read_to_string(&file).unwrap_or_else(|error| panic!("{}: {error}", file.display()))
    });
    let lines = text
        .split(['\n', ';'])
        .filter_map(|line| line.split('#').next())
        .map(str::trim)
        .filter(|line| !line.is_empty());
    let keys: Vec<&str> = lines.collect();
    for key in &keys {
        let digits = key.split_whitespace().next().unwrap_or_default();
        assert!(
            digits.len() == 64 && digits.bytes().all(|digit| digit.is_ascii_hexdigit()),
            "an update key is 64 hexadecimal digits and a name, not {key:?}"
        );
    }
    println!("cargo:rustc-env=CASHFLOW_UPDATE_KEYS={}", keys.join(";"));
}

/// Points the embedding at `ui/dist`, or at one page that says how to build it.
fn screens(root: &Path, out: &Path) {
    let built = root.join("ui/dist");
    println!("cargo:rerun-if-changed=ui/dist");
    let folder = if built.join("index.html").exists() {
        built
    } else {
        let page = out.join("no-screens");
        fs::create_dir_all(&page).expect("the output folder can be written");
        let text = "<!doctype html><meta charset=\"utf-8\"><title>CashFlow</title><p>This build has no screens. Run script/run, which builds them.</p>";
        fs::write(page.join("index.html"), text).expect("the output folder can be written");
        page
    };
    println!("cargo:rustc-env=CASHFLOW_SCREENS={}", folder.display());
}
