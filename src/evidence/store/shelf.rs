//! Where the bytes of files lie: in a folder, which several boards may share, or in a bucket that speaks S3. Either
//! way under their SHA-256, so that the same content lies there once, whoever brought it.

use crate::db::new_id;
use crate::problem::Problem;
use object_store::aws::AmazonS3Builder;
use object_store::local::LocalFileSystem;
use object_store::path::Path;
use object_store::{ObjectStore, ObjectStoreExt, PutPayload};
use sha2::{Digest, Sha256};
use std::sync::Arc;

#[derive(Clone, Debug)]
pub struct Shelf {
    store: Arc<dyn ObjectStore>,
    /// Before every name in the store.
    prefix: Path,
}

/// The name of a content: its SHA-256 in hexadecimal.
pub fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

impl Shelf {
    /// The shelf at `address`: `file:///srv/pilotboard/files` or `s3://bucket/prefix`. A bucket's endpoint and
    /// credentials are where every S3 client looks for them: `AWS_ENDPOINT`, `AWS_REGION`, `AWS_ACCESS_KEY_ID` …
    pub fn at(address: &str) -> Result<Shelf, String> {
        match address.split_once("://") {
            Some(("file", path)) if path.starts_with('/') => Shelf::folder(path.as_ref()),
            Some(("s3", rest)) if !rest.is_empty() => {
                let (bucket, prefix) = rest.split_once('/').unwrap_or((rest, ""));
                Shelf::bucket(AmazonS3Builder::from_env().with_bucket_name(bucket), prefix)
            }
            // What is wrong may hold a secret, so it is not repeated.
            _ => Err("the shelf for files: expected file:///FOLDER or s3://BUCKET/PREFIX".to_owned()),
        }
    }

    /// A folder, made if it is not there. What is put there is written beside its place, synced and renamed.
    pub fn folder(path: &std::path::Path) -> Result<Shelf, String> {
        let said = |error: &dyn std::fmt::Display| format!("the shelf for files, {}: {error}", path.display());
        std::fs::create_dir_all(path).map_err(|error| said(&error))?;
        let store = LocalFileSystem::new_with_prefix(path).map_err(|error| said(&error))?.with_fsync(true);
        Ok(Shelf { store: Arc::new(store), prefix: Path::default() })
    }

    pub fn bucket(builder: AmazonS3Builder, prefix: &str) -> Result<Shelf, String> {
        // A second shelf in one process finds it done.
        let _ = rustls::crypto::ring::default_provider().install_default();
        // Not every bucket that speaks S3 knows how to throw several things away at once.
        let store =
            builder.with_disable_bulk_delete(true).build().map_err(|error| format!("the shelf for files: {error}"))?;
        Ok(Shelf { store: Arc::new(store), prefix: Path::from(prefix) })
    }

    fn place(&self, sha256: &str) -> Path {
        let (folder, rest) = sha256.split_at_checked(2).unwrap_or((sha256, ""));
        let parts = self.prefix.parts().map(|part| part.as_ref().to_owned());
        Path::from_iter(parts.chain([folder.to_owned(), rest.to_owned()]))
    }

    /// Puts a content in its place. To put it there twice does no harm.
    pub async fn put(&self, sha256: &str, bytes: Vec<u8>) -> Result<(), Problem> {
        let put = self.store.put(&self.place(sha256), PutPayload::from(bytes)).await;
        put.map(|_| ()).map_err(|error| away(&error))
    }

    /// A content as it was put there; it is measured again before it is believed.
    pub async fn get(&self, sha256: &str) -> Result<Vec<u8>, Problem> {
        let found = self.store.get(&self.place(sha256)).await.map_err(|error| away(&error))?;
        let bytes = found.bytes().await.map_err(|error| away(&error))?;
        if self::sha256(&bytes) != sha256 {
            let id = new_id();
            tracing::error!(incident = id, sha256, "A file on the shelf is not what it was");
            return Err(Problem::Internal { id });
        }
        Ok(bytes.into())
    }

    /// Whether something lies in the place of a content.
    pub async fn has(&self, sha256: &str) -> Result<bool, Problem> {
        match self.store.head(&self.place(sha256)).await {
            Ok(_) => Ok(true),
            Err(object_store::Error::NotFound { .. }) => Ok(false),
            Err(error) => Err(away(&error)),
        }
    }

    /// Throws a content away; that it is not there is as good.
    pub async fn remove(&self, sha256: &str) -> Result<(), Problem> {
        match self.store.delete(&self.place(sha256)).await {
            Ok(()) | Err(object_store::Error::NotFound { .. }) => Ok(()),
            Err(error) => Err(away(&error)),
        }
    }
}

fn away(error: &object_store::Error) -> Problem {
    match error {
        object_store::Error::NotFound { .. } => {
            let id = new_id();
            tracing::error!(incident = id, "A file is not on the shelf");
            Problem::Internal { id }
        }
        error => {
            tracing::error!(%error, "The shelf for files is away");
            Problem::Unavailable
        }
    }
}
