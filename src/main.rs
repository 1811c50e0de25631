//! The command line: serve the board, load programmes, open accounts, make tokens, export summaries.

#[cfg(feature = "ssr")]
mod command;

#[cfg(feature = "ssr")]
fn main() -> std::process::ExitCode {
    command::run()
}

/// The browser bundle is made from the library; there is nothing to run.
#[cfg(not(feature = "ssr"))]
fn main() {}
