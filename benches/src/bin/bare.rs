//! The yardstick of the page bench: axum, one route, the bytes of a file, nothing else.

use axum::Router;
use axum::http::header::CONTENT_TYPE;
use axum::routing::get;

#[tokio::main]
async fn main() {
    let file = std::env::args().nth(1).expect("the file to serve");
    let bytes = axum::body::Bytes::from(std::fs::read(file).expect("the file is there"));
    let answer = move || async move { ([(CONTENT_TYPE, "text/html; charset=utf-8")], bytes) };
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a free port");
    println!("listening on http://{}", listener.local_addr().expect("an address"));
    axum::serve(listener, Router::new().route("/page", get(answer))).await.expect("it serves");
}
