//! The bot of a group in WeCom or DingTalk: a line of text posted to the address the operator was given for it.

use super::PATIENCE;
use crate::messages::{Attempt, Parcel};
use crate::settings::Outgoing;
use serde::Deserialize;
use ureq::Agent;

#[derive(Clone)]
pub(super) struct Bot {
    agent: Agent,
    /// Whoever knows it can speak in the group: it is read from a file and never logged.
    address: String,
}

/// Both services answer 200 and say in the body whether they took it.
#[derive(Deserialize)]
struct Answer {
    errcode: i64,
}

/// Too many messages in a minute, in the numbers of either service.
const TOO_OFTEN: [i64; 3] = [45009, 130_101, 310_000];

impl Bot {
    /// None unless a file with an address is named.
    pub(super) fn new(settings: &Outgoing) -> Result<Option<Self>, String> {
        let Some(path) = &settings.webhook else { return Ok(None) };
        let text = std::fs::read_to_string(path)
            .map_err(|error| format!("PILOTBOARD_WEBHOOK: {}: {error}", path.display()))?;
        let address = text.lines().next().unwrap_or_default().trim().to_owned();
        let local =
            ["http://127.0.0.1", "http://localhost", "http://[::1]"].iter().any(|local| address.starts_with(local));
        if !address.starts_with("https://") && !local {
            return Err("PILOTBOARD_WEBHOOK should be a file whose first line is an address that begins with https://"
                .to_owned());
        }
        let config = Agent::config_builder()
            .timeout_global(Some(PATIENCE))
            .max_redirects(0)
            .proxy(None)
            .http_status_as_error(false)
            .build();
        Ok(Some(Bot { agent: config.new_agent(), address }))
    }

    pub(super) async fn send(&self, parcel: &Parcel) -> Attempt {
        let said = serde_json::json!({ "msgtype": "text", "text": { "content": parcel.body } }).to_string();
        let bot = self.clone();
        // The client waits for its answer: away from the threads that answer visitors.
        let sent = tokio::task::spawn_blocking(move || bot.post(&said)).await;
        sent.unwrap_or_else(|_| Attempt::Later("no answer".to_owned()))
    }

    fn post(&self, said: &str) -> Attempt {
        let answer = self.agent.post(&self.address).header("content-type", "application/json").send(said);
        let Ok(mut answer) = answer else { return Attempt::Later("no answer".to_owned()) };
        let status = answer.status().as_u16();
        match status {
            200 => {}
            408 | 429 | 500.. => return Attempt::Later(format!("HTTP {status}")),
            _ => return Attempt::Never(format!("HTTP {status}")),
        }
        let body = answer.body_mut().with_config().limit(64 * 1024).read_to_string().unwrap_or_default();
        match serde_json::from_str::<Answer>(&body) {
            Ok(Answer { errcode: 0 }) => Attempt::Sent,
            Ok(Answer { errcode }) if TOO_OFTEN.contains(&errcode) => Attempt::Later(format!("errcode {errcode}")),
            Ok(Answer { errcode }) => Attempt::Never(format!("errcode {errcode}")),
            // Another service that takes the same text and answers in its own way.
            Err(_) => Attempt::Sent,
        }
    }
}
