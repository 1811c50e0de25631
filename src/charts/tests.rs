mod data;
mod fixture;
#[cfg(feature = "ssr")]
mod pictures;
