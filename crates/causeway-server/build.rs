//! Ensures that there is a dashboard to embed: the built one, or a page that explains how to build
//! it.

use std::{fs, io, path::Path};

const PLACEHOLDER: &str = "<!doctype html>
<html lang=\"en\">
  <head>
    <meta charset=\"utf-8\" />
    <title>Causeway</title>
  </head>
  <body>
    <h1>Causeway</h1>
    <p>The server is running, and its dashboard has not been built. Run <code>make build</code>, and start it again.</p>
    <p>The APIs work all the same: <a href=\"/api/openapi.json\">/api/openapi.json</a>.</p>
  </body>
</html>
";

fn main() -> io::Result<()> {
    let built = Path::new("../../web/build");
    println!("cargo::rerun-if-changed={}", built.display());
    let index = built.join("index.html");
    if !index.exists() {
        fs::create_dir_all(built)?;
        fs::write(index, PLACEHOLDER)?;
    }
    Ok(())
}
