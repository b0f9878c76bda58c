//! `serve` and what is said around it: addresses, the log, the end, readers that go away.

use std::{
    io::Read as _,
    net::TcpListener,
    process::Stdio,
    time::{Duration, Instant},
};

use serde_json::{Value, json};

use super::run::Home;

#[test]
fn only_this_machine_is_answered() {
    let home = Home::new();
    for address in ["0.0.0.0:0", "[::]:0", "192.0.2.1:80"] {
        assert_eq!(
            home.run(&["serve", "--listen", address]).refused(),
            (6, "listen_refused"),
            "{address}"
        );
    }
    let taken = TcpListener::bind("127.0.0.1:0").expect("a port");
    let address = taken.local_addr().expect("its address").to_string();
    assert_eq!(
        home.run(&["serve", "--listen", &address]).refused(),
        (6, "listen_refused")
    );
    assert_eq!(home.run(&["serve", "--listen", "nonsense"]).exit, 2);
}

// Elsewhere the machine's other loopback addresses must be set up first.
#[cfg(target_os = "linux")]
#[test]
fn the_address_it_announces_answers() {
    let home = Home::new();
    let serving = home.serve_at("127.0.0.2:0", &[]);
    assert!(serving.address.starts_with("127.0.0.2:"), "{}", serving.address);
    let (status, health) = serving.get("/health");
    assert_eq!((status, &health["status"]), (200, &json!("ok")), "{health}");
}

#[test]
fn a_base_domain_is_a_name() {
    let home = Home::new();
    let long = format!("{}.example", "a".repeat(64));
    for wrong in [
        "",
        ".",
        "..",
        "*",
        "*.app.example",
        "a b",
        "http://x",
        "x:7707",
        "127.0.0.1",
        "[::1]",
        "app..example",
        ".app.example",
        "app.example.",
        "-app.example",
        "app-.example",
        "app_1.example",
        "é.example",
        &long,
    ] {
        let said = home.run(&["--json", &format!("--base-domain={wrong}"), "openapi"]);
        let problem = said.problem();
        assert_eq!(
            (said.exit, &problem["code"]),
            (2, &json!("bad_request")),
            "{wrong}: {problem}"
        );
        assert!(said.err.contains("app.example"), "{wrong}: {problem}");
    }
    let plain = home.run(&["openapi", "--base-domain", "x:7707"]);
    assert_eq!((plain.exit, plain.out.as_str()), (2, ""));
    assert!(plain.err.contains("like app.example"), "{}", plain.err);
    for right in [
        "app.example",
        "localhost",
        "Shop-1.Example",
        "xn--p1b6ci4b4b3a.example",
        "1a.2b",
    ] {
        assert_eq!(home.run(&["--base-domain", right, "openapi"]).exit, 0, "{right}");
    }
}

#[test]
fn it_answers_and_ends_when_asked() {
    let home = Home::with_samples();
    let serving = home.serve(&[]);
    assert_eq!(serving.get("/health").1["status"], "ok");
    assert_eq!(
        serving
            .call("GET", "/api/parties", "x-tenant-id: corner_shop\r\n", "")
            .0,
        200
    );
    let export = serving.call("POST", "/api/tenants/corner_shop/export", "", "{}");
    assert_eq!(export.0, 200, "{}", export.1);
    let said = serving.stop();
    assert_eq!((said.exit, said.err.as_str()), (0, ""));
    assert!(
        !home.data().join("tenants/corner_shop.sqlite-wal").exists(),
        "the files are closed"
    );
    let drafts = std::fs::read_dir(home.data().join("backups/.drafts"))
        .expect("drafts")
        .count();
    assert_eq!(drafts, 0, "what nobody fetched is gone");
}

#[test]
fn a_log_line_says_who_what_and_how_long() {
    let home = Home::with_samples();
    let serving = home.serve(&[]);
    serving.call(
        "GET",
        "/api/parties",
        "x-tenant-id: corner_shop\r\nx-request-id: abc-123\r\n",
        "",
    );
    serving.call(
        "GET",
        "/api/tenants/dental_clinic_abc/config",
        "x-request-id: def-456\r\n",
        "",
    );
    let body = json!({ "name": "Marker Kulkarni", "sex": "Marker", "phone": 5 }).to_string();
    let refused = serving.call(
        "POST",
        "/api/patients",
        "x-tenant-id: dental_clinic_abc\r\n",
        &body,
    );
    assert!(refused.0 >= 400, "{}", refused.1);
    home.run(&["tenant", "deactivate", "manufacturing_xyz"]).done();
    let inactive = serving.call(
        "GET",
        "/api/parties",
        "x-tenant-id: manufacturing_xyz\r\nx-request-id: ghi-789\r\n",
        "",
    );
    assert_eq!(inactive.0, 423, "{}", inactive.1);
    serving.stop();

    let log = home.log();
    let line = |id: &str| {
        log.iter()
            .find(|line| line["request_id"] == id && line["message"] == "answered")
            .expect("a line")
    };
    let work = line("abc-123");
    assert_eq!(
        (&work["tenant"], &work["operation"]),
        (&json!("corner_shop"), &json!("/api/parties"))
    );
    assert_eq!(
        (&work["method"], &work["status"], &work["level"]),
        (&json!("GET"), &json!(200), &json!("info"))
    );
    assert!(
        work["duration_us"].as_u64().is_some_and(|long| long > 0),
        "{work}"
    );
    let about = line("def-456");
    assert_eq!(
        (&about["tenant"], &about["operation"]),
        (&json!("dental_clinic_abc"), &json!("/api/tenants/{id}/config"))
    );
    let locked = line("ghi-789");
    assert_eq!(
        (&locked["tenant"], &locked["status"]),
        (&json!("manufacturing_xyz"), &json!(423))
    );
    let command = log
        .iter()
        .find(|line| line["operation"] == "demo" && line["message"] == "ended")
        .expect("the command");
    assert_eq!(command["exit_code"], 0);
    assert!(
        command["request_id"].is_string() && command["duration_us"].is_u64(),
        "{command}"
    );
    assert!(
        log.iter().all(|line| !line.to_string().contains("Marker")),
        "no body is logged"
    );
    #[cfg(unix)]
    for file in std::fs::read_dir(home.data().join("logs")).expect("the logs") {
        let mode = std::os::unix::fs::PermissionsExt::mode(
            &file.expect("one").metadata().expect("it").permissions(),
        );
        assert_eq!(mode & 0o777, 0o600);
    }
}

#[test]
fn the_log_is_as_loud_as_it_is_told() {
    let home = Home::new();
    assert_eq!(
        home.run_with(&[("LOG_LEVEL", "loud")], &["tenant", "list"])
            .refused(),
        (6, "bad_config")
    );
    assert_eq!(home.run(&["--log-level", "loud", "tenant", "list"]).exit, 2);
    home.run_with(&[("LOG_LEVEL", "WARN")], &["tenant", "list"])
        .done();
    assert_eq!(home.log(), Vec::<Value>::new());
    home.run_with(
        &[("LOG_LEVEL", "error")],
        &["--log-level", "info", "tenant", "list"],
    )
    .done();
    assert_eq!(home.log().len(), 1, "the command line wins");
}

#[test]
fn two_programs_see_each_others_changes() {
    let home = Home::with_samples();
    let (first, second) = (home.serve(&[]), home.serve(&[]));
    let name = |serving: &super::run::Serving| {
        serving.get("/api/tenants/corner_shop/config").1["branding"]["company_name"]
            .as_str()
            .unwrap_or_default()
            .to_owned()
    };
    assert_eq!(
        (name(&first), name(&second)),
        ("Corner Shop".into(), "Corner Shop".into())
    );
    let edit = json!({ "branding": { "company_name": "Market Shop" } }).to_string();
    assert_eq!(first.call("PATCH", "/api/tenants/corner_shop", "", &edit).0, 200);
    assert_eq!(
        (name(&first), name(&second)),
        ("Market Shop".into(), "Market Shop".into())
    );
    home.run(&["tenant", "deactivate", "corner_shop"]).done();
    for serving in [&first, &second] {
        let (status, problem) = serving.call("GET", "/api/parties", "x-tenant-id: corner_shop\r\n", "");
        assert_eq!((status, &problem["code"]), (423, &json!("tenant_inactive")));
    }
    home.run(&["tenant", "create", "--name", "Late", "--id", "late"])
        .done();
    assert_eq!(second.get("/api/tenants/late/config").0, 200);
}

#[test]
fn a_reader_that_goes_away_is_no_error() {
    let home = Home::with_samples();
    for words in [
        vec!["tenant", "list"],
        vec!["--help"],
        vec!["completions", "bash"],
        vec!["schema"],
        vec!["tenant", "list", "--json"],
    ] {
        let mut child = home
            .command(&words)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("it starts");
        drop(child.stdout.take());
        let mut err = String::new();
        child
            .stderr
            .take()
            .expect("its errors")
            .read_to_string(&mut err)
            .expect("text");
        let exit = child.wait().expect("its end").code();
        assert_eq!((exit, err.as_str()), (Some(0), ""), "{words:?}");
    }
    if let Ok(full) = std::fs::OpenOptions::new().write(true).open("/dev/full") {
        let said = home
            .command(&["tenant", "list"])
            .stdout(full)
            .output()
            .expect("it runs");
        assert_eq!(
            said.status.code(),
            Some(8),
            "an answer that cannot be written is told"
        );
    }
}

#[test]
fn it_serves_although_nobody_reads_its_address() {
    let home = Home::new();
    let port = TcpListener::bind("127.0.0.1:0")
        .and_then(|free| free.local_addr())
        .expect("a port");
    let mut child = home
        .command(&["serve", "--listen", &port.to_string()])
        .stdout(Stdio::piped())
        .spawn()
        .expect("it starts");
    drop(child.stdout.take());
    let since = Instant::now();
    let answered = loop {
        if std::net::TcpStream::connect(port).is_ok() {
            break true;
        }
        if since.elapsed() > Duration::from_secs(10) {
            break false;
        }
        std::thread::sleep(Duration::from_millis(20));
    };
    child.kill().expect("it is there");
    child.wait().expect("its end");
    assert!(answered);
}

#[test]
fn what_the_program_says_of_itself_needs_no_data() {
    let home = Home::new();
    let temporary = home.place("temporary");
    std::fs::create_dir(&temporary).expect("a folder");
    let place = temporary.display().to_string();
    let document = home.run_with(&[("TMPDIR", &place)], &["openapi"]).json();
    assert!(document["paths"]["/api/tenants"].is_object());
    assert_eq!(
        std::fs::read_dir(&temporary).expect("it").count(),
        0,
        "the folder of the moment is gone"
    );
    let schema = home.run(&["schema"]).done();
    assert!(
        schema.contains("CREATE TABLE tenant_configs") && schema.contains("CREATE TABLE tenant_identity")
    );
    for shell in ["bash", "zsh", "fish", "powershell"] {
        assert!(
            home.run(&["completions", shell]).done().contains("cashflow-edge"),
            "{shell}"
        );
    }
    let help = home.run(&[]).done();
    assert!(
        help.contains("Usage: cashflow-edge") && help.contains("Exit codes:"),
        "{help}"
    );
    assert!(home.run(&["--version"]).done().starts_with("cashflow-edge "));
    assert!(!home.data().exists());
}
