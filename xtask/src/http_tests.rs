//! Tests of the HTTP part: parsing, safe paths, and answers from a folder of files.

#![allow(clippy::unwrap_used, reason = "a failed unwrap is a failed test")]

use super::*;

fn get(target: &str, headers: &str) -> Request {
    Request::parse(&format!("GET {target} HTTP/1.1\r\nHost: x\r\n{headers}")).unwrap()
}

/// A folder of its own for one test, with a page, a script with its twin, and a file outside of it.
fn site(name: &str) -> PathBuf {
    let base = std::env::temp_dir().join(format!("boardwright-http-{name}-{}", std::process::id()));
    let root = base.join("dist");
    fs::create_dir_all(root.join("assets")).unwrap();
    fs::write(root.join("index.html"), "<!doctype html>").unwrap();
    fs::write(root.join("assets/app-Dk3_aZ9q.js"), "plain").unwrap();
    fs::write(root.join("assets/app-Dk3_aZ9q.js.br"), "packed").unwrap();
    fs::write(base.join("secret.txt"), "secret").unwrap();
    root
}

fn header<'a>(response: &'a Response, name: &str) -> Option<&'a str> {
    let found = response.headers.iter().find(|(key, _)| *key == name);
    found.map(|(_, value)| value.as_str())
}

#[test]
fn heads_are_parsed() {
    let request = get(
        "/a?b",
        "Accept-Encoding: gzip, br;q=0.9\r\nIf-None-Match: \"1\"\r\nConnection: Close",
    );
    assert_eq!(
        (request.method.as_str(), request.target.as_str()),
        ("GET", "/a?b")
    );
    assert!(request.takes_brotli && !request.keep_alive && !request.has_body);
    assert_eq!(request.known_tag.as_deref(), Some("\"1\""));
    assert!(!get("/", "Accept-Encoding: br;q=0, gzip").takes_brotli);
    assert!(!get("/", "Accept-Encoding: brotli").takes_brotli);
    assert!(get("/", "Content-Length: 3").has_body);
    assert!(!Request::parse("GET / HTTP/1.0\r\n").unwrap().keep_alive);
    for nonsense in [
        "",
        "GET /",
        "GET / FTP/1",
        "GET /a b HTTP/1.1",
        "GET / HTTP/1.1\r\nno colon",
    ] {
        assert_eq!(Request::parse(nonsense), None, "{nonsense:?}");
    }
}

#[test]
fn paths_stay_in_the_folder() {
    let file = |target: &str| file_of(target).map(|path| path.to_string_lossy().into_owned());
    assert_eq!(file("/").as_deref(), Some("index.html"));
    assert_eq!(file("/?x=1#y").as_deref(), Some("index.html"));
    assert_eq!(file("/docs/").as_deref(), Some("docs/index.html"));
    assert_eq!(file("//a/./b.js?v=1").as_deref(), Some("a/b.js"));
    assert_eq!(file("/%E6%9D%BF.json").as_deref(), Some("板.json"));
    for evil in [
        "/../a",
        "/a/../../b",
        "/%2e%2e/a",
        "/a%2f..%2f..",
        "/a\\b",
        "/c:/x",
        "/%00",
        "/%zz",
        "/%ff",
        "a",
        "*",
    ] {
        assert_eq!(file(evil), None, "{evil}");
    }
}

#[test]
fn a_page_is_sent_and_asked_for_again() {
    let root = site("page");
    let page = answer(&root, &get("/", ""));
    assert_eq!(
        (page.status, &page.body[..]),
        ("200 OK", &b"<!doctype html>"[..])
    );
    assert_eq!(
        header(&page, "Content-Type"),
        Some("text/html; charset=utf-8")
    );
    assert_eq!(header(&page, "Cache-Control"), Some("no-cache"));
    let tag = header(&page, "ETag").unwrap();
    let again = answer(&root, &get("/", &format!("If-None-Match: \"x\", W/{tag}")));
    assert_eq!((again.status, again.body.len()), ("304 Not Modified", 0));
    let text = String::from_utf8(again.bytes("GET", true)).unwrap();
    assert!(
        !text.contains("Content-Length") && text.ends_with("\r\n\r\n"),
        "{text}"
    );
    fs::remove_dir_all(root.parent().unwrap()).unwrap();
}

#[test]
fn brotli_goes_to_those_who_take_it() {
    let root = site("brotli");
    let packed = answer(
        &root,
        &get("/assets/app-Dk3_aZ9q.js", "Accept-Encoding: gzip, br"),
    );
    assert_eq!(packed.body, b"packed");
    assert_eq!(header(&packed, "Content-Encoding"), Some("br"));
    assert_eq!(
        header(&packed, "Content-Type"),
        Some("text/javascript; charset=utf-8")
    );
    assert_eq!(
        header(&packed, "Cache-Control"),
        Some("public, max-age=31536000, immutable")
    );
    let plain = answer(
        &root,
        &get("/assets/app-Dk3_aZ9q.js", "Accept-Encoding: gzip"),
    );
    assert_eq!(plain.body, b"plain");
    assert_eq!(header(&plain, "Content-Encoding"), None);
    for response in [&packed, &plain] {
        assert_eq!(header(response, "Vary"), Some("Accept-Encoding"));
    }
    assert_ne!(header(&packed, "ETag"), header(&plain, "ETag"));
    let head = String::from_utf8(packed.bytes("HEAD", true)).unwrap();
    assert!(
        head.contains("Content-Length: 6\r\n") && head.ends_with("\r\n\r\n"),
        "{head}"
    );
    fs::remove_dir_all(root.parent().unwrap()).unwrap();
}

#[test]
fn what_is_not_there_or_not_allowed_is_refused() {
    let root = site("refused");
    assert_eq!(answer(&root, &get("/none.js", "")).status, "404 Not Found");
    assert_eq!(answer(&root, &get("/assets", "")).status, "404 Not Found");
    assert_eq!(
        answer(&root, &get("/../secret.txt", "")).status,
        "400 Bad Request"
    );
    let post = Request {
        method: "POST".into(),
        ..get("/", "")
    };
    assert_eq!(answer(&root, &post).status, "405 Method Not Allowed");
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink(
            root.parent().unwrap().join("secret.txt"),
            root.join("link.txt"),
        )
        .unwrap();
        assert_eq!(answer(&root, &get("/link.txt", "")).status, "404 Not Found");
    }
    fs::remove_dir_all(root.parent().unwrap()).unwrap();
}

#[test]
fn only_hashed_names_are_kept_for_good() {
    let kept = |name: &str| cache_control(Path::new(name)) != "no-cache";
    assert!(kept("assets/index-B0a-9_xY.css") && kept("assets/engine_bg-AbCdEfGh.wasm"));
    assert!(
        !kept("assets/table-wardrobe.png"),
        "a word of eight letters is no hash"
    );
    assert!(!kept("assets/app.js") && !kept("index-B0a-9_xY.html") && !kept("assets/-B0a-9_xY.js"));
    assert!(!kept("assets/板板板板.png"));
}

#[test]
fn media_types_are_those_browsers_insist_on() {
    for (name, kind) in [
        ("a.wasm", "application/wasm"),
        ("a.mjs", "text/javascript; charset=utf-8"),
        ("a.svg", "image/svg+xml"),
        ("a.glb", "model/gltf-binary"),
        ("a.webmanifest", "application/manifest+json"),
        ("a", "application/octet-stream"),
    ] {
        assert_eq!(content_type(Path::new(name)), kind);
    }
}
