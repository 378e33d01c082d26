//! A real browser, for the pages.

use std::fs;
use std::process::{Command, Stdio};

use super::processes::Ends;
use super::tools::tool;

/// The widths of a phone and of a screen, in pixels.
const WIDTHS: [u32; 2] = [390, 1280];

/// Opens a page at the width of a phone and of a screen: nothing may stick out at the side, and no message may appear in
/// the console. Skipped where there is no browser.
#[track_caller]
pub(crate) fn fits(page: &str) {
    let Some(chromium) = tool("chromium") else { return };
    let folder = tempfile::TempDir::new().unwrap();
    let attribute = page.replace('&', "&amp;").replace('"', "&quot;");
    let frames = WIDTHS.map(|width| {
        format!("<iframe style=\"width:{width}px;height:900px;border:0\" srcdoc=\"{attribute}\"></iframe>")
    });
    let measure = "<pre id=\"seen\"></pre><script>onload = () => { seen.textContent = 'beyond: ' + \
         [...document.querySelectorAll('iframe')].map(frame => frame.contentDocument.documentElement).map(root => root.scrollWidth - root.clientWidth).join(' ') + \
         ' letters: ' + document.querySelector('iframe').contentDocument.body.innerText.length; }</script>";
    let outer = folder.path().join("outer.html");
    fs::write(&outer, format!("<!DOCTYPE html><meta charset=\"utf-8\">{}{measure}", frames.concat()))
        .unwrap();
    let run = Command::new(chromium)
        .args([
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-dev-shm-usage",
            "--enable-logging=stderr",
        ])
        .arg(format!("--user-data-dir={}", folder.path().join("profile").display()))
        .args(["--virtual-time-budget=5000", "--dump-dom"])
        .arg(format!("file://{}", outer.display()))
        .env("HOME", folder.path())
        .stdin(Stdio::null())
        .finish();
    let (dom, log) = (String::from_utf8_lossy(&run.stdout), String::from_utf8_lossy(&run.stderr));
    let seen = dom.split("beyond: ").nth(1).unwrap_or_else(|| panic!("{log}")).split('<').next().unwrap();
    let (beyond, letters) = seen.split_once(" letters: ").unwrap();
    assert_eq!(beyond, WIDTHS.map(|_| "0").join(" "), "something sticks out at the side");
    assert!(letters.parse::<usize>().unwrap() > 100, "the page is empty: {seen}");
    let messages: Vec<&str> = log.lines().filter(|line| line.contains("CONSOLE")).collect();
    assert!(messages.is_empty(), "{messages:?}");
}
