//! Mail through the operator's server.

use super::PATIENCE;
use crate::messages::{Attempt, Parcel};
use crate::settings::Outgoing;
use lettre::message::header::ContentType;
use lettre::message::{Attachment, Mailbox, MultiPart, SinglePart};
use lettre::transport::smtp::authentication::Credentials;
use lettre::transport::smtp::client::{Certificate, Tls, TlsParameters};
use lettre::transport::smtp::response::Severity;
use lettre::{Address, AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor};
use std::path::Path;

#[derive(Clone)]
pub(super) struct Mail {
    server: AsyncSmtpTransport<Tokio1Executor>,
    from: Mailbox,
}

/// `smtp://HOST:PORT` asks for STARTTLS, `smtps://HOST:PORT` is TLS from the first byte; `?tls=none` after the
/// former sends in clear, for a server on the same machine.
#[derive(Debug, PartialEq, Eq)]
struct Server {
    host: String,
    port: u16,
    security: Security,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Security {
    None,
    StartTls,
    Tls,
}

fn server(url: &str) -> Result<Server, String> {
    let wrong = || {
        "PILOTBOARD_SMTP_URL should look like smtp://mail.example.org:587 or smtps://mail.example.org:465; user and password belong into the file PILOTBOARD_SMTP_CREDENTIALS".to_owned()
    };
    let (rest, usual, secure) = match (url.strip_prefix("smtp://"), url.strip_prefix("smtps://")) {
        (Some(rest), _) => (rest, 587, Security::StartTls),
        (_, Some(rest)) => (rest, 465, Security::Tls),
        _ => return Err(wrong()),
    };
    let (place, query) = rest.split_once('?').unwrap_or((rest, ""));
    let place = place.trim_end_matches('/');
    let security = match (query, secure) {
        ("", secure) => secure,
        ("tls=none", Security::StartTls) => Security::None,
        _ => return Err(wrong()),
    };
    if place.is_empty() || place.contains(['@', '/', ' ']) {
        return Err(wrong());
    }
    let (host, port) = match place.rsplit_once(':') {
        Some((host, port)) => (host, port.parse().map_err(|_| wrong())?),
        None => (place, usual),
    };
    Ok(Server { host: host.to_owned(), port, security })
}

/// The lines of a file that only the operator writes.
fn lines(path: &Path, setting: &str) -> Result<Vec<String>, String> {
    let text = std::fs::read_to_string(path).map_err(|error| format!("{setting}: {}: {error}", path.display()))?;
    Ok(text.lines().map(str::to_owned).collect())
}

impl Mail {
    /// None unless a server is named.
    pub(super) fn new(settings: &Outgoing) -> Result<Option<Self>, String> {
        let Some(url) = settings.smtp_url.as_deref().filter(|url| !url.is_empty()) else { return Ok(None) };
        let Server { host, port, security } = server(url)?;
        let from = settings.smtp_from.as_deref().unwrap_or_default();
        let from: Mailbox = from
            .parse()
            .map_err(|_| "PILOTBOARD_SMTP_FROM should be the sender, such as 办公室 <board@example.org>".to_owned())?;
        let tls = || {
            let mut tls = TlsParameters::builder(host.clone());
            if let Some(path) = &settings.smtp_ca {
                let pem =
                    std::fs::read(path).map_err(|error| format!("PILOTBOARD_SMTP_CA: {}: {error}", path.display()))?;
                let own =
                    Certificate::from_pem(&pem).map_err(|_| "PILOTBOARD_SMTP_CA is no PEM certificate".to_owned())?;
                tls = tls.add_root_certificate(own);
            }
            tls.build_rustls().map_err(|_| format!("no TLS is possible with {host}"))
        };
        let tls = match security {
            Security::None => Tls::None,
            Security::StartTls => Tls::Required(tls()?),
            Security::Tls => Tls::Wrapper(tls()?),
        };
        let mut server =
            AsyncSmtpTransport::<Tokio1Executor>::builder_dangerous(&host).port(port).tls(tls).timeout(Some(PATIENCE));
        if let Some(path) = &settings.smtp_credentials {
            if security == Security::None {
                return Err("PILOTBOARD_SMTP_URL says tls=none: a password is not sent in clear".to_owned());
            }
            let lines = lines(path, "PILOTBOARD_SMTP_CREDENTIALS")?;
            let [user, password, ..] = lines.as_slice() else {
                return Err("PILOTBOARD_SMTP_CREDENTIALS should have two lines: user and password".to_owned());
            };
            server = server.credentials(Credentials::new(user.clone(), password.clone()));
        }
        Ok(Some(Mail { server: server.build(), from }))
    }

    pub(super) async fn send(&self, parcel: &Parcel) -> Attempt {
        let Ok(address) = parcel.address.parse::<Address>() else { return Attempt::Never("address".to_owned()) };
        let Ok(letter) = self.letter(parcel, address) else { return Attempt::Never("address".to_owned()) };
        match self.server.send(letter).await {
            Ok(_) => Attempt::Sent,
            Err(error) => outcome(&error),
        }
    }

    /// One letter to one address. Nobody else is named in it.
    fn letter(&self, parcel: &Parcel, address: Address) -> Result<Message, lettre::error::Error> {
        let letter = Message::builder()
            .from(self.from.clone())
            .to(Mailbox::new(Some(parcel.name.clone()), address))
            .subject(parcel.subject.clone())
            .date(parcel.made_at.into())
            .message_id(Some(format!("<{}@{}>", parcel.id, self.from.email.domain())))
            .header(Automatic)
            .header(Language(parcel.lang.to_string()));
        let text = SinglePart::plain(parcel.body.clone());
        if parcel.files.is_empty() {
            return letter.singlepart(text);
        }
        let whole = parcel.files.iter().fold(MultiPart::mixed().singlepart(text), |whole, file| {
            let media = ContentType::parse(&file.media).unwrap_or(ContentType::TEXT_PLAIN);
            whole.singlepart(Attachment::new(file.name.clone()).body(file.bytes.clone(), media))
        });
        letter.multipart(whole)
    }
}

/// What can be said of a failure: the code of the other side, never its words, which may hold the address.
fn outcome(error: &lettre::transport::smtp::Error) -> Attempt {
    let Some(code) = error.status() else {
        let said = if error.is_tls() { "secure" } else { "no answer" };
        return Attempt::Later(said.to_owned());
    };
    let number: u16 = code.into();
    let said = format!("SMTP {number}");
    // A password that is refused is the operator's to mend, not the letter's fault.
    let is_ours = matches!(number, 454 | 530 | 534 | 535 | 538);
    match code.severity {
        Severity::PermanentNegativeCompletion if !is_ours => Attempt::Never(said),
        _ => Attempt::Later(said),
    }
}

/// A machine wrote it, so that no machine answers (RFC 3834).
#[derive(Clone)]
struct Automatic;

impl lettre::message::header::Header for Automatic {
    fn name() -> lettre::message::header::HeaderName {
        lettre::message::header::HeaderName::new_from_ascii_str("Auto-Submitted")
    }

    fn parse(_: &str) -> Result<Self, Box<dyn std::error::Error + Send + Sync>> {
        Ok(Automatic)
    }

    fn display(&self) -> lettre::message::header::HeaderValue {
        lettre::message::header::HeaderValue::new(Self::name(), "auto-generated".to_owned())
    }
}

#[derive(Clone)]
struct Language(String);

impl lettre::message::header::Header for Language {
    fn name() -> lettre::message::header::HeaderName {
        lettre::message::header::HeaderName::new_from_ascii_str("Content-Language")
    }

    fn parse(text: &str) -> Result<Self, Box<dyn std::error::Error + Send + Sync>> {
        Ok(Language(text.to_owned()))
    }

    fn display(&self) -> lettre::message::header::HeaderValue {
        lettre::message::header::HeaderValue::new(Self::name(), self.0.clone())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_server_is_named_without_a_password_and_is_secure_unless_told_otherwise() {
        let is = |url: &str| server(url).map(|server| (server.host, server.port, server.security));
        let host = || "mail.example.org".to_owned();
        assert_eq!(is("smtp://mail.example.org"), Ok((host(), 587, Security::StartTls)));
        assert_eq!(is("smtps://mail.example.org/"), Ok((host(), 465, Security::Tls)));
        assert_eq!(is("smtp://mail.example.org:25?tls=none"), Ok((host(), 25, Security::None)));
        for wrong in [
            "mail.example.org",
            "smtp://",
            "smtp://user:secret@mail.example.org",
            "smtps://mail.example.org?tls=none",
            "smtp://mail.example.org:abc",
        ] {
            let said = is(wrong).unwrap_err();
            assert!(said.contains("PILOTBOARD_SMTP_URL") && !said.contains("secret"), "{wrong}");
        }
    }

    #[test]
    fn a_password_is_never_sent_in_clear() {
        let settings = Outgoing {
            smtp_url: Some("smtp://127.0.0.1:25?tls=none".into()),
            smtp_from: Some("board@example.org".into()),
            smtp_credentials: Some("/nowhere".into()),
            ..Outgoing::default()
        };
        assert!(Mail::new(&settings).err().is_some_and(|said| said.contains("in clear")));
    }
}
