mod data;
mod fixture;
mod parts;
#[cfg(feature = "ssr")]
mod people;
#[cfg(feature = "ssr")]
mod pictures;
