//! The one place that opens connections to the outside, and only where an operator has configured one
//! (requirement R-31): a mail server, and the bot of a group. No address in it ever comes from a visitor.

mod bot;
mod mail;

use crate::messages::{Attempt, Outlets, Parcel, Way};
use crate::settings::Outgoing;
use std::time::Duration;

/// Whoever does not answer in this time does not answer.
const PATIENCE: Duration = Duration::from_secs(30);

/// The ways out of this board.
#[derive(Clone)]
pub struct Delivery {
    mail: Option<mail::Mail>,
    bot: Option<bot::Bot>,
    /// The worked example sends nothing, whatever is configured.
    example: bool,
}

impl Delivery {
    /// What the settings configure.
    ///
    /// # Errors
    /// What is wrong with a setting, in words for the operator; never a secret.
    pub fn new(settings: &Outgoing, example: bool) -> Result<Self, String> {
        if example {
            return Ok(Delivery { mail: None, bot: None, example });
        }
        Ok(Delivery { mail: mail::Mail::new(settings)?, bot: bot::Bot::new(settings)?, example })
    }

    /// By which ways it sends; what belongs to an example goes by none.
    pub fn outlets(&self, example: bool) -> Outlets {
        Outlets { mail: self.mail.is_some(), bot: self.bot.is_some(), example: self.example || example }
    }

    /// Tries once.
    pub async fn send(&self, parcel: &Parcel) -> Attempt {
        let no_way = || Attempt::Later("no way".to_owned());
        match (parcel.way, &self.mail, &self.bot) {
            _ if self.example => Attempt::Never("no way".to_owned()),
            (Way::Mail, Some(mail), _) => mail.send(parcel).await,
            (Way::Bot, _, Some(bot)) => bot.send(parcel).await,
            (Way::Board, ..) => Attempt::Sent,
            (Way::Mail | Way::Bot, ..) => no_way(),
        }
    }
}
