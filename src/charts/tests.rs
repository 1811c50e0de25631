mod data;
mod fixture;
#[cfg(feature = "ssr")]
mod people;
#[cfg(feature = "ssr")]
mod pictures;
