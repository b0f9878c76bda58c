//! The real window on a screen of its own: each test is a path that a person takes, driven through `WebKit`'s own
//! driver. What can be seen without a window is tested elsewhere.

mod archive_file;
mod businesses;
mod exports;
mod guards;
mod guide;
mod own_window;
mod places;
mod second_start;
mod serve_beside;
mod sudden_end;
mod updates;
mod uploads;
mod whole_way;

/// The program these tests are about, as cargo built it for them.
const PROGRAM: &str = env!("CARGO_BIN_EXE_cashflow");
