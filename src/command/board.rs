//! A board that serves until it is told to stop.

use super::{Failure, audit_key, ensure_programme, open};
use pilotboard::delivery::Delivery;
use pilotboard::example;
use pilotboard::people::pages::open_setup;
use pilotboard::settings::Settings;
use pilotboard::web::{App, Clock, front_door, nightly, postman};
use tokio::net::TcpListener;

pub(super) async fn serve(mut settings: Settings) -> Result<(), Failure> {
    let db = open(&settings).await?;
    let clock = Clock::started_at(settings.clock);
    ensure_programme(&db, clock).await?;
    let key = audit_key(&settings.data_dir)?;
    settings.shelf().map_err(Failure::Said)?;
    let delivery = Delivery::new(&settings.outgoing, false).map_err(Failure::Setting)?;
    let listener = bind(&mut settings).await?;
    let mut tx = db.write().await?;
    let setup = open_setup(&mut tx).await?;
    tx.commit().await?;
    let address = settings.address();
    println!("pilotboard listens on {address}");
    if let Some(token) = setup {
        println!("Set it up, once, at {address}/setup?token={token}");
    }
    listen(listener, App::new(db, clock, key, settings, false), delivery).await
}

pub(super) async fn demo(mut settings: Settings) -> Result<(), Failure> {
    // The example never stands beside real figures: it has a database of its own.
    if settings.database_url.is_none() {
        settings.database_url = Some(format!("sqlite://{}", settings.data_dir.join("demo.db").display()));
    }
    if settings.clock.is_none() {
        settings.clock = "2022-07-29T00:30:00Z".parse().ok();
    }
    let db = open(&settings).await?;
    let clock = Clock::started_at(settings.clock);
    let key = audit_key(&settings.data_dir)?;
    let shelf = settings.shelf().map_err(Failure::Said)?;
    example::load(&db, &key).await?;
    example::shelve(&shelf).await?;
    let delivery = Delivery::new(&settings.outgoing, true).map_err(Failure::Setting)?;
    let listener = bind(&mut settings).await?;
    let app = App::new(db, clock, key, settings, true);
    let settings = &app.settings;
    println!("The worked example is on {}", settings.address());
    println!("Its accounts are listed on the sign-in page; the password of each is {}", example::PASSWORD);
    listen(listener, app, delivery).await
}

/// The place is taken before anything is promised: a second start must not make the first one's set-up link void.
async fn bind(settings: &mut Settings) -> Result<TcpListener, Failure> {
    let at = settings.listen;
    let listener = TcpListener::bind(at).await.map_err(|error| Failure::Io(format!("cannot listen on {at}"), error))?;
    // Port 0 leaves the choice to the machine.
    settings.listen = listener.local_addr().unwrap_or(at);
    Ok(listener)
}

async fn listen(listener: TcpListener, app: App, delivery: Delivery) -> Result<(), Failure> {
    let db = app.db.clone();
    let night = tokio::spawn(nightly::watch(app.clone()));
    let assets = std::sync::Arc::clone(&app.assets);
    std::thread::spawn(move || assets.squeeze());
    let post = tokio::spawn(postman::watch(app.clone(), delivery));
    let served = front_door::serve(listener, app, stop()).await;
    night.abort();
    post.abort();
    db.close().await;
    served.map_err(|error| Failure::Io("serving".into(), error))
}

/// Resolves at Ctrl-C or SIGTERM.
async fn stop() {
    use tokio::signal::unix::{SignalKind, signal};
    let Ok(mut terminate) = signal(SignalKind::terminate()) else { return std::future::pending().await };
    tokio::select! {
        _ = tokio::signal::ctrl_c() => {}
        _ = terminate.recv() => {}
    }
}
