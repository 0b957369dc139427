//! The spawner by itself, for tests of the embedded runtime: their own program belongs to the test harness.

#[cfg(target_os = "linux")]
fn main() -> std::process::ExitCode {
    longshore_launcher::spawner::main()
}

#[cfg(not(target_os = "linux"))]
fn main() {}
