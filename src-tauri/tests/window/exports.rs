//! The webview brings the system's SQLite into the process: the program must not lend it its own.

use std::process::Command;

use crate::PROGRAM;

#[test]
fn the_program_exports_no_symbol_of_sqlite() {
    let output = Command::new("nm")
        .args(["-D", "--defined-only", PROGRAM])
        .output()
        .expect("nm is installed");
    assert!(output.status.success(), "{output:?}");
    let symbols = String::from_utf8_lossy(&output.stdout);
    let lent: Vec<&str> = symbols
        .lines()
        .filter(|line| line.contains("sqlite3"))
        .take(5)
        .collect();
    assert_eq!(lent, [""; 0], "the system's library would call these");
}
