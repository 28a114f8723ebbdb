//! The little of HTTP that a static page needs: a request's head, a safe path, and the answer to it. No sockets here.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

use crate::compress::twin;

/// A request without its body.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Request {
    /// `GET`, `HEAD` or what else was asked.
    pub method: String,
    /// The path as sent: percent-encoded, with its query.
    pub target: String,
    /// Whether the connection stays open after the answer.
    pub keep_alive: bool,
    /// Whether brotli may be sent.
    pub takes_brotli: bool,
    /// The `If-None-Match` header.
    pub known_tag: Option<String>,
    /// Whether a body follows, which this server doesn't read.
    pub has_body: bool,
}

impl Request {
    /// Reads a request's head: the lines before the empty one. `None` when it is no HTTP.
    pub fn parse(head: &str) -> Option<Self> {
        let mut lines = head.split("\r\n");
        let mut words = lines.next()?.split(' ');
        let (method, target, version) = (words.next()?, words.next()?, words.next()?);
        if words.next().is_some() || !version.starts_with("HTTP/1.") {
            return None;
        }
        let mut request = Self {
            method: method.to_owned(),
            target: target.to_owned(),
            keep_alive: version != "HTTP/1.0",
            ..Self::default()
        };
        for line in lines.filter(|line| !line.is_empty()) {
            let (name, value) = line.split_once(':')?;
            let value = value.trim();
            match name.to_ascii_lowercase().as_str() {
                "connection" if value.eq_ignore_ascii_case("close") => request.keep_alive = false,
                "connection" if value.eq_ignore_ascii_case("keep-alive") => {
                    request.keep_alive = true;
                }
                "accept-encoding" => request.takes_brotli = takes_brotli(value),
                "if-none-match" => request.known_tag = Some(value.to_owned()),
                "content-length" => request.has_body |= value != "0",
                "transfer-encoding" => request.has_body = true,
                _ => {}
            }
        }
        Some(request)
    }
}

/// Whether an `Accept-Encoding` header lists `br` with a weight other than zero.
fn takes_brotli(header: &str) -> bool {
    header.split(',').any(|coding| {
        let mut parts = coding.split(';').map(str::trim);
        let is_brotli = parts
            .next()
            .is_some_and(|name| name.eq_ignore_ascii_case("br"));
        let refused = parts.any(|part| {
            part.strip_prefix("q=")
                .is_some_and(|q| q.parse() == Ok(0.0_f32))
        });
        is_brotli && !refused
    })
}

/// An answer, ready to be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Response {
    /// The status line's number and words.
    pub status: &'static str,
    /// Headers but for the length and the connection.
    pub headers: Vec<(&'static str, String)>,
    /// The whole body, also where a `HEAD` keeps it from being sent.
    pub body: Vec<u8>,
}

impl Response {
    fn plain(status: &'static str) -> Self {
        let headers = vec![("Content-Type", "text/plain; charset=utf-8".to_owned())];
        Self {
            status,
            headers,
            body: status.as_bytes().to_vec(),
        }
    }

    /// The bytes to send: with a body only where `method` and status allow one.
    pub fn bytes(&self, method: &str, keep_alive: bool) -> Vec<u8> {
        let mut bytes = format!("HTTP/1.1 {}\r\n", self.status).into_bytes();
        let connection = if keep_alive { "keep-alive" } else { "close" };
        let length = self.body.len().to_string();
        let own = self
            .headers
            .iter()
            .map(|(name, value)| (*name, value.as_str()));
        let has_length = !self.status.starts_with("304");
        let common = [("Connection", connection), ("Content-Length", &length)];
        for (name, value) in own
            .chain(common)
            .filter(|(name, _)| has_length || *name != "Content-Length")
        {
            bytes.extend_from_slice(format!("{name}: {value}\r\n").as_bytes());
        }
        bytes.extend_from_slice(b"\r\n");
        if method != "HEAD" {
            bytes.extend_from_slice(&self.body);
        }
        bytes
    }
}

/// Answers a request from the files of a folder.
pub fn answer(root: &Path, request: &Request) -> Response {
    if request.method != "GET" && request.method != "HEAD" {
        let mut refusal = Response::plain("405 Method Not Allowed");
        refusal.headers.push(("Allow", "GET, HEAD".to_owned()));
        return refusal;
    }
    let Some(relative) = file_of(&request.target) else {
        return Response::plain("400 Bad Request");
    };
    // A link out of the folder must not be followed either.
    let (Ok(root), Ok(file)) = (root.canonicalize(), root.join(&relative).canonicalize()) else {
        return Response::plain("404 Not Found");
    };
    if !file.starts_with(&root) || !file.is_file() {
        return Response::plain("404 Not Found");
    }
    let packed = twin(&file);
    let has_twin = packed.is_file();
    let sends_twin = has_twin && request.takes_brotli;
    let sent = if sends_twin { &packed } else { &file };
    let Ok(tag) = tag_of(sent) else {
        return Response::plain("404 Not Found");
    };
    let mut headers = vec![
        ("Content-Type", content_type(&file).to_owned()),
        ("Cache-Control", cache_control(&relative).to_owned()),
        ("ETag", tag.clone()),
        ("X-Content-Type-Options", "nosniff".to_owned()),
    ];
    if has_twin {
        headers.push(("Vary", "Accept-Encoding".to_owned()));
    }
    if request
        .known_tag
        .as_deref()
        .is_some_and(|known| knows(known, &tag))
    {
        return Response {
            status: "304 Not Modified",
            headers,
            body: Vec::new(),
        };
    }
    if sends_twin {
        headers.push(("Content-Encoding", "br".to_owned()));
    }
    match fs::read(sent) {
        Ok(body) => Response {
            status: "200 OK",
            headers,
            body,
        },
        Err(_) => Response::plain("404 Not Found"),
    }
}

/// A file's tag: from its length and the time it was changed.
fn tag_of(file: &Path) -> io::Result<String> {
    let meta = file.metadata()?;
    let changed = meta
        .modified()?
        .duration_since(UNIX_EPOCH)
        .unwrap_or_default();
    let coding = if file.extension().is_some_and(|end| end == "br") {
        "-br"
    } else {
        ""
    };
    Ok(format!(
        "\"{:x}-{:x}{coding}\"",
        meta.len(),
        changed.as_nanos()
    ))
}

/// Whether an `If-None-Match` header lists a tag.
fn knows(header: &str, tag: &str) -> bool {
    let mut listed = header.split(',').map(str::trim);
    listed.any(|known| known == "*" || known.strip_prefix("W/").unwrap_or(known) == tag)
}

/// The file a request's path names, relative to the served folder; `None` for one that could lead out of it.
pub fn file_of(target: &str) -> Option<PathBuf> {
    let path = target.split(['?', '#']).next()?;
    let path = percent_decoded(path.strip_prefix('/')?)?;
    let mut file = PathBuf::new();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => return None,
            // Windows reads both signs as more than part of a name.
            _ if part.contains(['\\', ':', '\0']) => return None,
            _ => file.push(part),
        }
    }
    if path.is_empty() || path.ends_with('/') {
        file.push("index.html");
    }
    Some(file)
}

fn percent_decoded(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        if byte == b'%' {
            let high = char::from(rest.next()?).to_digit(16)?;
            let low = char::from(rest.next()?).to_digit(16)?;
            bytes.push(u8::try_from(high * 16 + low).ok()?);
        } else {
            bytes.push(byte);
        }
    }
    String::from_utf8(bytes).ok()
}

/// How long a browser may keep a file without asking again.
fn cache_control(relative: &Path) -> &'static str {
    if relative.starts_with("assets") && has_hash(relative) {
        "public, max-age=31536000, immutable"
    } else {
        "no-cache"
    }
}

/// Whether a file's name ends in a hash of its content, as Vite writes it: `name-Ab3_x-9Z.js`.
fn has_hash(file: &Path) -> bool {
    const LENGTH: usize = 8;
    let name = file.file_stem().unwrap_or_default().to_string_lossy();
    let Some((start, hash)) = name.split_at_checked(name.len().saturating_sub(LENGTH)) else {
        return false;
    };
    let in_alphabet = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
    // Eight small letters are more likely a word than a hash; to ask again is harmless, to keep a stale file is not.
    start.len() > 1
        && start.ends_with('-')
        && hash.chars().all(in_alphabet)
        && hash
            .chars()
            .any(|c| c.is_ascii_digit() || c.is_ascii_uppercase())
}

/// The media type of a file by its ending.
pub fn content_type(file: &Path) -> &'static str {
    match file
        .extension()
        .unwrap_or_default()
        .to_string_lossy()
        .as_ref()
    {
        "html" => "text/html; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "json" | "map" => "application/json",
        "webmanifest" => "application/manifest+json",
        "wasm" => "application/wasm",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "webp" => "image/webp",
        "avif" => "image/avif",
        "ktx2" => "image/ktx2",
        "ico" => "image/vnd.microsoft.icon",
        "glb" => "model/gltf-binary",
        "gltf" => "model/gltf+json",
        "usdz" => "model/vnd.usdz+zip",
        "woff2" => "font/woff2",
        "txt" => "text/plain; charset=utf-8",
        "csv" => "text/csv; charset=utf-8",
        "pdf" => "application/pdf",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
#[path = "http_tests.rs"]
mod tests;
