//! The feed as iCalendar (RFC 5545): whole days, so that no telephone moves them to another zone.

use super::{Duty, duties};
use crate::calendar::next_day;
use crate::language::Lang;
use crate::programme::Programme;
use crate::progress::Record;
use chrono::{DateTime, TimeDelta, Utc};
use icalendar::{Alarm, Calendar, Class, Component, Event, EventLike, Property};

/// How often a telephone should look again.
const FRESH_FOR: TimeDelta = TimeDelta::hours(6);

/// Everything `unit` owes, as text. The same duties give the same bytes; `address` is the board's own.
pub fn write(
    programme: &Programme,
    record: &Record,
    unit: &str,
    now: DateTime<Utc>,
    lang: Lang,
    address: &str,
) -> String {
    // When anything last changed, and not when somebody asked.
    let stamp = record.last_change().filter(|at| *at <= now).unwrap_or_default();
    let mut calendar = Calendar::empty();
    calendar
        .append_property(Property::new("VERSION", "2.0"))
        .append_property(Property::new("PRODID", "-//pilotboard//EN"))
        .append_property(Property::new("CALSCALE", "GREGORIAN"))
        .name(&lang.feed_name(programme.short.of(lang)))
        .ttl(&FRESH_FOR)
        .append_property(Property::new("X-WR-TIMEZONE", "Asia/Shanghai"))
        .append_property(Property::new("METHOD", "PUBLISH"));
    for duty in duties(programme, record, unit, now) {
        calendar.push(event(programme, &duty, stamp, lang, address));
    }
    calendar.to_string()
}

fn event(programme: &Programme, duty: &Duty, stamp: DateTime<Utc>, lang: Lang, address: &str) -> Event {
    let name = duty.name(programme, lang);
    let said = lang.feed_until(&duty.day(lang));
    let link = format!("{address}{}?lang={lang}", duty.path());
    let mut event = Event::new();
    event
        .uid(&duty.uid)
        .timestamp(stamp)
        .starts(duty.last)
        .ends(next_day(duty.last))
        .summary(&name)
        .description(&format!("{said}\n{link}"))
        .url(&link)
        .class(Class::Private)
        // A day on which something is due is not a day on which one is busy.
        .append_property(Property::new("TRANSP", "TRANSPARENT"));
    for (place, trigger) in duty.alarms().into_iter().enumerate() {
        let mut alarm = Alarm::display(&name, trigger);
        // What is not said here the library would make up anew each time.
        alarm.uid(&format!("{place}.{}", duty.uid)).timestamp(stamp);
        event.alarm(alarm);
    }
    event.done()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::programme::file::built_in;
    use icalendar::CalendarComponent;

    #[test]
    fn what_is_written_is_read_back_the_same() {
        let (programme, record) = (built_in(), Record::default());
        let now = "2022-07-29T00:30:00Z".parse().unwrap();
        for lang in Lang::ALL {
            let text = write(programme, &record, "sz_ast", now, lang, "https://board.example.org");
            assert_eq!(
                text,
                write(programme, &record, "sz_ast", now + TimeDelta::hours(1), lang, "https://board.example.org")
            );
            // Lines end as the standard has it and are no longer than 75 octets.
            assert!(text.split("\r\n").all(|line| line.len() <= 75 && !line.contains(['\r', '\n'])), "{text}");
            let read: Calendar = text.parse().expect("a calendar");
            let events: Vec<&Event> = read.components.iter().filter_map(CalendarComponent::as_event).collect();
            let duties = duties(programme, &record, "sz_ast", now);
            assert_eq!(events.len(), duties.len());
            for (event, duty) in events.iter().zip(&duties) {
                assert_eq!(event.get_uid(), Some(duty.uid.as_str()));
                assert_eq!(event.get_summary(), Some(duty.name(programme, lang).as_str()));
                let day = |key: &str| event.property_value(key).map(str::to_owned);
                assert_eq!(day("DTSTART"), Some(duty.last.format("%Y%m%d").to_string()));
                assert_eq!(day("DTEND"), Some(next_day(duty.last).format("%Y%m%d").to_string()));
                assert_eq!(event.components().len(), duty.alarms().len());
            }
        }
    }
}
