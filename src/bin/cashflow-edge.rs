//! The edge: the same program without its window.

fn main() -> std::process::ExitCode {
    cashflow::cli::main(None)
}
