//! What the OpenAPI document says of the types that know nothing of it, and how a script signs in.

use crate::reports::Draft;
use utoipa::openapi::schema::{
    AdditionalProperties, ArrayBuilder, ObjectBuilder, OneOfBuilder, Schema, SchemaType, Type,
};
use utoipa::openapi::security::{HttpAuthScheme, HttpBuilder, SecurityScheme};
use utoipa::openapi::{Content, OpenApi, Ref, RefOr, ResponseBuilder};
use utoipa::{Modify, PartialSchema, ToSchema};

/// Bearer tokens, made with `pilotboard token create`.
pub struct Bearer;

impl Modify for Bearer {
    fn modify(&self, document: &mut OpenApi) {
        let scheme = HttpBuilder::new().scheme(HttpAuthScheme::Bearer).build();
        document.components.get_or_insert_default().add_security_scheme("bearer", SecurityScheme::Http(scheme));
    }
}

fn text() -> ObjectBuilder {
    ObjectBuilder::new().schema_type(Type::String)
}

fn nullable(kind: Type) -> ObjectBuilder {
    ObjectBuilder::new().schema_type(SchemaType::from_iter([kind, Type::Null]))
}

/// A cell as typed: a number, null for blank, or text.
fn typed() -> ObjectBuilder {
    ObjectBuilder::new().schema_type(SchemaType::from_iter([Type::Integer, Type::String, Type::Null]))
}

/// An object that takes no other fields.
fn closed(object: ObjectBuilder) -> ObjectBuilder {
    object.additional_properties(Some(AdditionalProperties::<Schema>::FreeForm(false)))
}

impl PartialSchema for Draft {
    fn schema() -> RefOr<Schema> {
        let entry = closed(
            ObjectBuilder::new()
                .property("measure", text().enum_values(Some(["practising", "recognised"])))
                .property("specialty", nullable(Type::String))
                .property("place", nullable(Type::String))
                .property("origin", text().enum_values(Some(["hk", "mo"])))
                .property("direction", nullable(Type::String).enum_values(Some([Some("in"), Some("out"), None])))
                .property("count", typed())
                .required("measure")
                .required("origin"),
        );
        let stage = closed(
            ObjectBuilder::new()
                .property("specialty", text())
                .property("stage", typed())
                .property("on", typed())
                .property("agreement", text())
                .property("counterpart", text())
                .required("specialty"),
        );
        let closure = closed(
            ObjectBuilder::new()
                .property("on", typed())
                .property("evidence", text())
                .property("due", nullable(Type::String))
                .required("on")
                .required("evidence"),
        )
        .build();
        // A task that is due on several days may be closed for each of them.
        let closure = OneOfBuilder::new()
            .item(ObjectBuilder::new().schema_type(Type::Null))
            .item(closure.clone())
            .item(ArrayBuilder::new().items(closure));
        let task = closed(
            ObjectBuilder::new()
                .property("number", text())
                .property("said", text())
                .property("stage", typed())
                .property("slots", ArrayBuilder::new().items(text()))
                .property("closure", closure)
                .required("number"),
        );
        let policy =
            closed(ObjectBuilder::new().property("title", text()).property("number", text()).property("on", typed()));
        closed(
            ObjectBuilder::new()
                .description(Some(
                    "A report as typed. Saved whatever it says; what is wrong with it is answered as faults.",
                ))
                .property("nil", ObjectBuilder::new().schema_type(Type::Boolean))
                .property("entries", ArrayBuilder::new().items(entry))
                .property("specialties", ArrayBuilder::new().items(stage))
                .property("tasks", ArrayBuilder::new().items(task))
                .property("done", text())
                .property("problems", text())
                .property("next", text())
                .property("ask", text())
                .property("policies", ArrayBuilder::new().items(policy))
                .property("agreed", text()),
        )
        .into()
    }
}

impl ToSchema for Draft {}

/// What every call may answer besides its own: a problem, of the kind RFC 9457 names.
pub struct Problems;

/// Answers that any call with a token may get.
const ANY: [(&str, &str); 4] = [
    ("400", "Something in the request cannot be read."),
    ("401", "The token is missing, ended or revoked."),
    ("403", "The account may not do this."),
    ("404", "Nothing has this address."),
];
const PROBLEM: &str = "application/problem+json";

impl Modify for Problems {
    fn modify(&self, document: &mut OpenApi) {
        for path in document.paths.paths.values_mut() {
            let calls = [&mut path.get, &mut path.put, &mut path.post, &mut path.delete];
            for call in calls.into_iter().flatten() {
                let answers = &mut call.responses.responses;
                for (status, said) in ANY {
                    let answer = || ResponseBuilder::new().description(said).build();
                    answers.entry(status.to_owned()).or_insert_with(|| RefOr::T(answer()));
                }
                for (_, answer) in answers.iter_mut().filter(|(status, _)| status.starts_with(['4', '5'])) {
                    if let RefOr::T(answer) = answer {
                        let problem = Content::new(Some(Ref::from_schema_name("ProblemAnswer")));
                        answer.content.clear();
                        answer.content.insert(PROBLEM.to_owned(), RefOr::T(problem));
                    }
                }
            }
        }
    }
}
