//! Runs the site until it is told to stop.

use std::io::Write as _;
use std::sync::OnceLock;

use eframe_core::server::{Limits, Server, Stopped};
use eframe_core::{Database, OpenError, World};
use eframe_webhooks::Patience;
use tokio::net::TcpListener;
use tokio::signal::unix::{SignalKind, signal};

use crate::Failure;
use crate::log;
use crate::metrics::Meter;
use crate::settings::{Settings, WrongSetting};
use crate::traces::{Traces, follow};
use crate::wiring::{READ_THROUGH, Site, closed_on_failure, closing};

/// A list of 32 MB and the rest of its form. Each reader of a body has a bound of its own, most of them 1 MiB.
const LARGEST: u64 = 34 * 1024 * 1024;

/// `serve`: the site on its own data.
pub(crate) async fn site(settings: Settings) -> Result<(), Failure> {
    let traces = settings.traces.as_ref().map(Traces::start).transpose()?;
    let _log = log::start(&settings.log, traces.as_ref())?;
    let stop = told_to_stop()?;
    let opened = open(&settings, World::system()).await?;
    let database = opened.site.database.clone();
    let running = async {
        announce(&opened).await?;
        run(settings, opened, stop).await
    };
    let ended = closing(&database, running).await;
    if let Some(traces) = traces {
        traces.finish().await;
    }
    ended
}

/// A site with its ports, not yet answering.
pub(crate) struct Opened {
    listener: TcpListener,
    meter: Option<Meter>,
    pub(crate) site: Site,
}

/// Takes the ports, then opens everything behind them: links are made from the port that was taken.
pub(crate) async fn open(settings: &Settings, world: World) -> Result<Opened, Failure> {
    let listener = TcpListener::bind(settings.listen).await.map_err(|error| {
        let what =
            format!("{}: {error}; name a free port, or end what listens there", settings.listen);
        WrongSetting::new("listen", what)
    })?;
    // Before the site is made: its parts take hold of what they count by then.
    let meter = match settings.metrics {
        Some(address) => Some(Meter::start(address).await?),
        None => None,
    };
    let site = Site::open(settings, listener.local_addr()?, world).await?;
    closed_on_failure(&site.database, site.seed()).await?;
    Ok(Opened { listener, meter, site })
}

/// The lines that people and programs wait for.
pub(crate) async fn announce(opened: &Opened) -> Result<(), Failure> {
    say(&format!("listening on http://{}", opened.listener.local_addr()?))?;
    if let Some(url) = opened.site.accounts.first_administrator().await? {
        say(&format!("first administrator: {url}"))?;
    }
    if let Some(meter) = &opened.meter {
        meter.announce()?;
    }
    Ok(())
}

/// One line on standard output, at once.
pub(crate) fn say(line: &str) -> std::io::Result<()> {
    let mut out = std::io::stdout().lock();
    writeln!(out, "{line}")?;
    out.flush()
}

/// Ready when the process is asked to end, by SIGTERM or Ctrl-C. It listens from the moment it is made, so a
/// site that is asked to end while it starts ends as well as any other.
pub(crate) fn told_to_stop() -> std::io::Result<impl Future<Output = ()>> {
    let (mut term, mut interrupt) =
        (signal(SignalKind::terminate())?, signal(SignalKind::interrupt())?);
    Ok(async move {
        tokio::select! {
            _ = term.recv() => {}
            _ = interrupt.recv() => {}
        }
        tracing::info!("stopping: requests under way are finished");
    })
}

/// Answers until it is told to stop; then finishes what is under way and puts the work back. The database is left for its owner to
/// close.
pub(crate) async fn run(
    settings: Settings,
    opened: Opened,
    stop: impl Future<Output = ()>,
) -> Result<(), Failure> {
    let Opened { listener, meter, site } = opened;
    let Site { service, ahead, workers, courier, webhooks, database, audit, .. } = site;
    let (halt, halted) = tokio::sync::watch::channel(());
    let told = || {
        let mut halted = halted.clone();
        async move {
            // Nothing is ever sent: it ends when the other end goes.
            let _ = halted.changed().await;
        }
    };
    // Before anything is sent: an instance of an older version may be the one that spreads it.
    workers.declare().await?;
    let (working, carrying) = (workers.spawn(told()), courier.spawn(told()));
    let sending = webhooks.sender(Patience::default()).spawn(told());
    let rendering = settings.pages_ahead.then(|| ahead.spawn(told()));
    let verdict = OnceLock::new();
    let stop = async {
        tokio::select! {
            () = stop => {}
            why = unsound(&database) => drop(verdict.set(why)),
        }
    };
    let metering = meter.map(|meter| tokio::spawn(meter.run(database.clone(), audit, told())));
    let stopped = Server::new(Limits { body: LARGEST, ..Limits::default() })
        .behind(settings.proxies)
        .serve(listener, follow(service, settings.traces.is_some()), stop)
        .await;
    if let Stopped::Cut(connections) = stopped {
        tracing::warn!(connections, "time was up: connections were cut");
    }
    drop(halt);
    working.await;
    carrying.await;
    sending.await;
    if let Some(rendering) = rendering {
        rendering.await?;
    }
    if let Some(metering) = metering {
        metering.await?;
    }
    tracing::info!("stopped");
    match verdict.into_inner() {
        Some(why) => Err(WrongSetting::new("database", why.to_string()).into()),
        None => Ok(()),
    }
}

/// Reads a large SQLite database through while the site answers; ready when it is damaged, and never when it is whole.
async fn unsound(database: &Database) -> OpenError {
    if database.file_bytes().is_some_and(|bytes| bytes > READ_THROUGH)
        && let Err(why) = database.look_through().await
    {
        tracing::error!(%why, "stopping: the database is damaged");
        return why;
    }
    std::future::pending().await
}
