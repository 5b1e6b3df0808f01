//! `files`: what people handed in, copied from the data folder into a bucket, or back.

use std::io::IsTerminal as _;

use clap::Subcommand;
use eframe_core::World;
use eframe_core::upload::{BlobStore, Copied, copy_blobs};

use crate::Failure;
use crate::archive::OWNERS;
use crate::serve::say;
use crate::settings::{S3Settings, Settings, WrongSetting};
use crate::wiring::{in_bucket, on_disk};

/// Which way they go.
#[derive(Clone, Copy, Subcommand)]
pub(crate) enum Way {
    /// Copy every file from DIR/blobs into the bucket; what is there already is left as it is
    ToS3,
    /// Copy every file from the bucket into DIR/blobs; what is there already is left as it is
    ToDisk,
}

/// Copies them all, and reads each back.
pub(crate) async fn copy(settings: Settings, way: Way) -> Result<(), Failure> {
    let Some(s3) = &settings.s3 else {
        let what =
            "is missing; name the bucket to copy to or from, as the site that is to use it does";
        return Err(WrongSetting::new("s3-bucket", what).into());
    };
    let folder = settings.blobs();
    if matches!(way, Way::ToS3) && !folder.is_dir() {
        let what = format!("{} is not there; name the data folder of the site", folder.display());
        return Err(WrongSetting::new("data", what).into());
    }
    let copied = both(&settings, s3, way).await?;
    if std::io::stderr().is_terminal() {
        eprint!("\r\x1b[K");
    }
    let to = match way {
        Way::ToS3 => s3.bucket.to_string(),
        Way::ToDisk => folder.display().to_string(),
    };
    let Copied { files, bytes, there } = copied;
    Ok(say(&format!("copied to {to}: {files} files, {bytes} bytes; {there} were there already"))?)
}

async fn both(settings: &Settings, s3: &S3Settings, way: Way) -> Result<Copied, Failure> {
    let world = World::system();
    let disk = on_disk(settings, &world).await?;
    let bucket = in_bucket(s3, settings.files_quota, &world).await?;
    let (from, to): (&dyn BlobStore, &dyn BlobStore) = match way {
        Way::ToS3 => (&disk, &bucket),
        Way::ToDisk => (&bucket, &disk),
    };
    let mut sum = Copied::default();
    for owner in OWNERS {
        let copied = copy_blobs(from, to, owner, &|so_far| watch(owner, so_far)).await?;
        sum.files += copied.files;
        sum.bytes += copied.bytes;
        sum.there += copied.there;
    }
    Ok(sum)
}

/// On a terminal, a line that is written over.
fn watch(owner: &str, copied: Copied) {
    if std::io::stderr().is_terminal() {
        eprint!("\r\x1b[K{owner} {}", copied.files + copied.there);
    }
}
