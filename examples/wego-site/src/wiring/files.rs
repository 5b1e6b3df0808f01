//! Where the files are that people hand in.

use std::sync::Arc;

use eframe_core::World;
use eframe_core::upload::{BlobError, BlobStore, DiskBlobs, S3Blobs};

use crate::Failure;
use crate::settings::{S3Settings, Settings, WrongSetting, wrong_bucket};

/// In the bucket that is set, or else in a folder of the site's own.
///
/// # Errors
/// With one line that names the setting.
pub(crate) async fn open_files(
    settings: &Settings,
    world: &World,
) -> Result<Arc<dyn BlobStore>, Failure> {
    Ok(match &settings.s3 {
        Some(s3) => Arc::new(in_bucket(s3, settings.files_quota, world).await?),
        None => Arc::new(on_disk(settings, world).await?),
    })
}

/// The folder of the site's own.
///
/// # Errors
/// With one line that names the setting.
pub(crate) async fn on_disk(settings: &Settings, world: &World) -> Result<DiskBlobs, Failure> {
    let folder = settings.blobs();
    let files = DiskBlobs::open(&folder, world.clone()).await.map_err(|error| {
        let what = format!("{}: {error}; name a folder that can be written", folder.display());
        WrongSetting::new("data", what)
    })?;
    Ok(files.quota(settings.files_quota))
}

/// The bucket. One that is away for the moment is not waited for: the site goes on without its files until it is back.
///
/// # Errors
/// With one line that names the setting, when it is that.
pub(crate) async fn in_bucket(
    s3: &S3Settings,
    quota: u64,
    world: &World,
) -> Result<S3Blobs, Failure> {
    if let Some(path) = &s3.open_to_all {
        let file = path.display();
        tracing::warn!(%file, "the bucket's keys can be read by everybody on this machine: run chmod 600");
    }
    let files = S3Blobs::new(s3.bucket.clone(), &s3.keys, world.clone()).map_err(wrong_bucket)?;
    match files.check().await {
        Ok(()) => {}
        Err(BlobError::Refused(what)) => return Err(WrongSetting::new("s3-bucket", what).into()),
        Err(away) => tracing::warn!(error = %away, "files that people handed in are not there yet"),
    }
    Ok(files.quota(quota))
}
