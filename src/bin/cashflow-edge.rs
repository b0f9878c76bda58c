//! The edge: the same program without its window.

fn main() {
    let options =
        cashflow::tenancy::Options::new(std::env::var("CASHFLOW_DATA_DIR").expect("set CASHFLOW_DATA_DIR"));
    let app = cashflow::App::open(options, None).expect("the data directory opens");
    let port = std::env::args().nth(1).unwrap_or_else(|| "127.0.0.1:7878".into());
    let runtime = tokio::runtime::Runtime::new().expect("threads start");
    runtime
        .block_on(app.serve(
            port.parse().expect("an address"),
            |address| println!("http://{address}"),
            std::future::pending(),
        ))
        .expect("serving");
}
