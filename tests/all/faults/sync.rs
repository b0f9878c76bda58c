//! Committed means on disk, and nothing leaves the machine: seen from the kernel's side.

use std::{fs, process::Command};

use serde_json::json;

use crate::{
    house::House,
    process::{Server, program},
};

fn have(tool: &str) -> bool {
    let there = Command::new(tool)
        .arg("-V")
        .output()
        .is_ok_and(|done| done.status.success());
    if !there {
        eprintln!("LEFT OUT: {tool} is not installed here");
    }
    there
}

/// Ends the traced program, and with it strace.
fn end_traced(server: Server) {
    let children =
        fs::read_to_string(format!("/proc/{0}/task/{0}/children", server.id())).unwrap_or_default();
    for child in children.split_whitespace() {
        let _ = Command::new("kill").arg(child).status();
    }
    server.end();
}

#[test]
fn each_commit_is_synced_before_it_is_answered() {
    if !have("strace") {
        return;
    }
    let mut house = House::of(&["shop"]);
    house.close();
    let log = house.root().join("trace");
    let server = Server::start_in(
        &[
            "strace",
            "-f",
            "-y",
            "-qq",
            "-e",
            "trace=fsync,fdatasync",
            "-o",
            log.to_str().unwrap(),
        ],
        &house.root(),
    );
    let syncs = || {
        let text = fs::read_to_string(&log).unwrap();
        text.lines()
            .filter(|line| line.contains("sync(") && line.contains("shop.sqlite-wal"))
            .count()
    };
    for number in 0..20 {
        let before = syncs();
        let (status, body) = server
            .call(
                "POST",
                "/api/parties",
                "shop",
                &json!({ "name": format!("P{number}"), "kind": "supplier" }),
            )
            .expect("an answer");
        assert_eq!(status, 201, "{body}");
        assert!(
            syncs() > before,
            "answer {number} came before its commit was on disk"
        );
    }
    end_traced(server);
}

#[test]
fn nothing_reaches_out_to_a_network() {
    if !have("strace") {
        return;
    }
    let mut house = House::of(&["shop"]);
    house.close();
    let log = house.root().join("trace");
    let server = Server::start_in(
        &[
            "strace",
            "-f",
            "-qq",
            "-e",
            "trace=socket,connect,bind,sendto,sendmsg",
            "-o",
            log.to_str().unwrap(),
        ],
        &house.root(),
    );
    for path in [
        "/health",
        "/health/detailed",
        "/api/tenants",
        "/docs",
        "/",
        "/api/openapi.json",
        "/api/tenants/shop/health",
    ] {
        server.call("GET", path, "", &json!(null)).expect("an answer");
    }
    server
        .call("POST", "/api/samples", "", &json!(null))
        .expect("an answer");
    server
        .call("POST", "/api/tenants/shop/export", "", &json!(null))
        .expect("an answer");
    end_traced(server);
    let text = fs::read_to_string(&log).unwrap();
    assert!(text.contains("bind("), "the trace saw the port being taken");
    for line in text.lines() {
        let inward = line.contains("127.0.0.1") || line.contains("::1");
        assert!(
            !line.contains("connect(") || line.contains("AF_UNIX") && !line.contains("nscd"),
            "{line}"
        );
        assert!(
            !(line.contains("bind(") && line.contains("AF_INET")) || inward,
            "{line}"
        );
        assert!(
            !line.contains("SOCK_DGRAM") || !line.contains("AF_INET"),
            "{line}"
        );
        assert!(
            !line.contains("AF_PACKET") && !line.contains("SOCK_RAW"),
            "{line}"
        );
    }
}

#[test]
fn a_machine_without_any_network_is_enough() {
    let isolated = Command::new("unshare")
        .args(["-n", "true"])
        .status()
        .is_ok_and(|status| status.success());
    if !isolated {
        eprintln!("LEFT OUT: no network namespace can be made here (root only)");
        return;
    }
    let mut house = House::of(&["shop"]);
    house.close();
    // In a namespace of its own it has no interface but a loopback that is down.
    let made = program(&["unshare", "-n"], &house.root())
        .arg("demo")
        .output()
        .unwrap();
    assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
    let server = Server::start_in(&["unshare", "-n"], &house.root());
    assert!(server.address().ip().is_loopback());
    server.end();
    assert_eq!(house.get("/api/tenants").ok()["count"], 4);
}
