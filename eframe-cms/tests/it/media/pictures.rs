use std::io::Cursor;
use std::sync::Arc;

use eframe_core::outbox::Outbox;
use http::StatusCode;
use image::{DynamicImage, ImageFormat, Rgb, RgbImage, Rgba, RgbaImage};

use super::*;
use crate::office::Letters;

fn encoded(picture: impl Into<DynamicImage>, form: ImageFormat) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    picture.into().write_to(&mut bytes, form).expect("encoded");
    bytes.into_inner()
}

fn photograph() -> Vec<u8> {
    let at = |x: u32, y: u32| Rgb([(x % 256) as u8, (y % 256) as u8, 90]);
    encoded(RgbImage::from_fn(1000, 500, at), ImageFormat::Jpeg)
}

impl Desk {
    /// Does what waits in the background.
    async fn work(&self) {
        let outbox = Outbox::builder(self.test.database.clone());
        let workers = self.cms.work(outbox, Arc::new(Letters::default())).build();
        workers.run_pending().await.expect("the work is done");
    }

    async fn picture(&self, path: &str) -> Answer {
        self.file(&mina(), get(path)).await
    }
}

#[tokio::test]
async fn smaller_pictures_are_made_once_and_never_wider_than_the_whole() {
    for desk in desks().await {
        let brought = desk.brought(&mina(), "harbour.jpg", &photograph()).await;
        assert_eq!(desk.blobs(), 1);
        desk.work().await;
        assert_eq!(desk.blobs(), 4, "the picture and its widths");
        let item = desk.item(&id(&brought)).await.json();
        let told = item["files"][0]["renditions"].as_array().expect("renditions").clone();
        let widths: Vec<_> =
            told.iter().map(|one| one["width"].as_u64().expect("a width")).collect();
        assert_eq!(widths, [320, 640, 1000]);
        for one in &told {
            let path = one["url"].as_str().expect("an address").replacen("/media", "", 1);
            let served = desk.picture(&path).await;
            assert_eq!(served.status, StatusCode::OK, "{path}");
            assert_eq!(served.header("content-type"), "image/jpeg");
            assert!(served.header("content-disposition").starts_with("inline"), "encoded here");
            let picture = image::load_from_memory(&served.bytes).expect("a picture");
            assert_eq!(u64::from(picture.width()), one["width"].as_u64().expect("a width"));
            assert_eq!(picture.height(), picture.width() / 2);
        }
        let own = |name: &str| format!("/{}/1/{name}", id(&brought));
        for none in ["1280w.jpg", "321w.jpg", "640w.png", "0w.jpg", "99999999999w.jpg", "w.jpg"] {
            assert_eq!(desk.picture(&own(none)).await.status, StatusCode::NOT_FOUND, "{none}");
        }
        let nobody = Actor::anonymous();
        let small = own("320w.jpg");
        assert_eq!(desk.file(&nobody, get(&small)).await.status, StatusCode::NOT_FOUND);
        let release = post(&format!("/media/{}/files/1/release", id(&brought)), b"");
        assert_eq!(desk.api(&vera(), release).await.status, StatusCode::OK);
        let public = desk.file(&nobody, get(&small)).await;
        assert_eq!(public.header("cache-control"), "public, max-age=31536000, immutable");
        desk.work().await;
        assert_eq!(desk.blobs(), 4, "nothing is made twice");
    }
}

#[tokio::test]
async fn whoever_asks_first_has_them_made() {
    for desk in desks().await {
        let brought = desk.brought(&mina(), "harbour.jpg", &photograph()).await;
        let (one, other) =
            (format!("/{}/1/320w.jpg", id(&brought)), format!("/{}/1/640w.jpg", id(&brought)));
        let (one, other) = tokio::join!(desk.picture(&one), desk.picture(&other));
        assert_eq!((one.status, other.status), (StatusCode::OK, StatusCode::OK));
        assert_eq!(desk.blobs(), 4, "both were made by one of the two");
    }
}

#[tokio::test]
async fn what_is_transparent_stays_so() {
    for desk in desks().await {
        let drawing =
            encoded(RgbaImage::from_pixel(700, 350, Rgba([0, 0, 255, 0])), ImageFormat::Png);
        let brought = desk.brought(&mina(), "sign.png", &drawing).await;
        let small = desk.picture(&format!("/{}/1/320w.png", id(&brought))).await;
        assert_eq!((small.status, small.header("content-type")), (StatusCode::OK, "image/png"));
        let small = image::load_from_memory(&small.bytes).expect("a picture").to_rgba8();
        assert_eq!(small.get_pixel(10, 10).0[3], 0);
    }
}

#[tokio::test]
async fn bad_input_96_a_picture_that_is_broken_within_stops_nobody() {
    // Whole in its parts, and its pixels are noise.
    let mut broken = encoded(RgbImage::from_pixel(700, 350, Rgb([1, 2, 3])), ImageFormat::Png);
    let at = broken.windows(4).position(|part| part == b"IDAT").expect("its pixels");
    let length = u32::from_be_bytes(broken[at - 4..at].try_into().expect("a length")) as usize;
    for byte in &mut broken[at + 4..at + 4 + length] {
        *byte = 0xaa;
    }
    let mut sum = flate2::Crc::new();
    sum.update(&broken[at..at + 4 + length]);
    broken[at + 4 + length..at + 8 + length].copy_from_slice(&sum.sum().to_be_bytes());
    for desk in desks().await {
        let bad = desk.brought(&mina(), "broken.png", &broken).await;
        let good = desk.brought(&mina(), "harbour.jpg", &photograph()).await;
        desk.work().await;
        assert_eq!(desk.blobs(), 2 + 3, "the other picture was made");
        let form = if desk.item(&id(&bad)).await.text.contains("w.png") { "png" } else { "jpg" };
        let small = desk.picture(&format!("/{}/1/320w.{form}", id(&bad))).await;
        assert_eq!(small.status, StatusCode::NOT_FOUND, "{}", small.text);
        assert_eq!(
            desk.picture(&format!("/{}/1/320w.jpg", id(&good))).await.status,
            StatusCode::OK
        );
    }
}
