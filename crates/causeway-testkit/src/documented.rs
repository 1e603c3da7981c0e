//! Checks responses against the OpenAPI document: each problem must be listed by its operation.

use serde_json::Value;

/// An OpenAPI document to check responses against.
#[derive(Debug)]
pub struct Documented(Value);

impl Documented {
    /// Parses the document.
    ///
    /// # Panics
    /// If it is not JSON.
    pub fn new(document: &str) -> Self {
        Self(serde_json::from_str(document).expect("the document is JSON"))
    }

    /// Checks a response. Responses without a problem code pass, and so do paths and methods that
    /// the document lacks.
    ///
    /// # Panics
    /// If the response is a problem whose `code` the operation does not list under its status.
    pub fn check(&self, method: &str, path: &str, answer: &Value) {
        let (Some(code), Some(status)) = (answer["code"].as_str(), answer["status"].as_u64())
        else {
            return;
        };
        let Some(operation) = self.operation(method, path) else {
            return;
        };
        let response = self.resolved(&operation["responses"][status.to_string()]);
        let description = response["description"].as_str().unwrap_or_default();
        assert!(
            description.contains(&format!("`{code}`")),
            "{method} {path} answered {status} {code}, which {} does not list",
            operation["operationId"],
        );
    }

    /// What a value says itself, or the component that it refers to.
    fn resolved<'d>(&'d self, value: &'d Value) -> &'d Value {
        let target = value["$ref"]
            .as_str()
            .and_then(|target| target.strip_prefix('#'));
        target
            .and_then(|target| self.0.pointer(target))
            .unwrap_or(value)
    }

    fn operation(&self, method: &str, path: &str) -> Option<&Value> {
        let path = path.split('?').next().unwrap_or_default();
        let paths = self.0["paths"].as_object()?;
        // A template without parameters takes precedence over one with parameters.
        let found = paths.iter().filter(|(template, _)| matches(template, path));
        let (_, item) = found.min_by_key(|(template, _)| template.matches('{').count())?;
        item.get(method.to_ascii_lowercase())
    }
}

fn matches(template: &str, path: &str) -> bool {
    let (mut templates, mut words) = (template.split('/'), path.split('/'));
    loop {
        match (templates.next(), words.next()) {
            (None, None) => return true,
            (Some(template), Some(word)) if template == word || template.starts_with('{') => {}
            _ => return false,
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn documented() -> Documented {
        let operation = json!({ "post": { "operationId": "add", "responses": { "409": { "description": "`name-taken`: Taken." } } } });
        Documented::new(
            &json!({ "paths": { "/things/{id}": operation, "/things/all": {} } }).to_string(),
        )
    }

    #[test]
    fn listed_problems_and_other_responses_pass() {
        documented().check(
            "POST",
            "/things/1?x=1",
            &json!({ "code": "name-taken", "status": 409 }),
        );
        documented().check("POST", "/things/1", &json!({ "id": "1" }));
        documented().check(
            "POST",
            "/others/1",
            &json!({ "code": "not-found", "status": 404 }),
        );
        documented().check(
            "POST",
            "/things/all",
            &json!({ "code": "method-not-allowed", "status": 405 }),
        );
    }

    #[test]
    #[should_panic(expected = "answered 409 limit-reached")]
    fn an_unlisted_problem_fails() {
        documented().check(
            "POST",
            "/things/1",
            &json!({ "code": "limit-reached", "status": 409 }),
        );
    }
}
