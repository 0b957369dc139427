//! Containers of busybox, made by the launcher as root: what is inside them, what cannot get out, how they end.
//!
//! The program is its own spawner, so it has a main of its own; it answers to the same options as the usual one.
//! Without root or busybox every test says so and passes.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]
#![allow(clippy::disallowed_methods, reason = "a test waits, and reads where temporary files go")]

#[cfg(target_os = "linux")]
mod attacks;
#[cfg(target_os = "linux")]
mod deaths;
#[cfg(target_os = "linux")]
mod inside;
#[cfg(target_os = "linux")]
mod limits;
#[cfg(target_os = "linux")]
mod rootless;
#[cfg(target_os = "linux")]
mod world;

#[cfg(not(target_os = "linux"))]
fn main() {}

#[cfg(target_os = "linux")]
fn main() -> std::process::ExitCode {
    use longshore_launcher::spawner;
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if std::env::args_os().nth(1).as_deref().is_some_and(spawner::is_requested) {
        return spawner::main();
    }
    let tests = [attacks::TESTS, deaths::TESTS, inside::TESTS, limits::TESTS, rootless::TESTS].concat();
    run(&tests, &arguments)
}

/// A test by name.
#[cfg(target_os = "linux")]
pub(crate) type Test = (&'static str, fn());

#[cfg(target_os = "linux")]
fn run(tests: &[Test], arguments: &[String]) -> std::process::ExitCode {
    let has = |option: &str| arguments.iter().any(|argument| argument == option);
    let words = arguments.iter().filter(|argument| !argument.starts_with('-') && *argument != "terse");
    let filters: Vec<&String> = words.collect();
    let wanted = |name: &str| {
        let matches =
            |filter: &&String| if has("--exact") { name == **filter } else { name.contains(filter.as_str()) };
        (filters.is_empty() || filters.iter().any(matches)) && !has("--ignored")
    };
    let mut failed = Vec::new();
    for (name, test) in tests.iter().filter(|(name, _)| wanted(name)) {
        if has("--list") {
            println!("{name}: test");
        } else {
            let passed = std::panic::catch_unwind(test).is_ok();
            println!("test {name} ... {}", if passed { "ok" } else { "FAILED" });
            failed.extend((!passed).then_some(*name));
        }
    }
    if !has("--list") {
        println!("\ntest result: {}. failed: {failed:?}", if failed.is_empty() { "ok" } else { "FAILED" });
    }
    if failed.is_empty() { std::process::ExitCode::SUCCESS } else { std::process::ExitCode::FAILURE }
}
