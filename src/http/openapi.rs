//! The API's description, made from the routes themselves.

use utoipa::{
    OpenApi,
    openapi::{Content, Ref, RefOr, ResponseBuilder, schema::Schema},
};

use super::problem::Problem;
use crate::app::{App, VERSION};

#[derive(OpenApi)]
#[openapi(
    info(title = "CashFlow", description = "Every business is its own file. Calls that work in a business name it by the header X-Tenant-ID, by ?tenant_id= or by its subdomain."),
    components(schemas(Problem)),
    tags(
        (name = "installation", description = "The machine and its businesses"),
        (name = "business", description = "The business as its first screen shows it"),
        (name = "parties", description = "Customers and suppliers"),
        (name = "products", description = "Products and services: units, categories, rates, prices"),
        (name = "patients", description = "Patients; needs patient_management"),
        (name = "materials", description = "Materials; needs material_management"),
        (name = "imports", description = "Tables brought in and taken out: CSV and XLSX"),
        (name = "desk", description = "What the desk remembers: preferences, and forms that are not saved yet"),
    )
)]
struct Base;

pub(super) fn base() -> utoipa::openapi::OpenApi {
    let mut document = Base::openapi();
    VERSION.clone_into(&mut document.info.version);
    document.info.license = None;
    document
}

/// The whole description: every operation may also answer with a problem.
pub fn document(app: &App) -> utoipa::openapi::OpenApi {
    let (_, mut document) = super::api(app).split_for_parts();
    let problem: RefOr<Schema> = Ref::from_schema_name("Problem").into();
    let problem = ResponseBuilder::new()
        .description("A failure, with its stable code")
        .content("application/problem+json", Content::new(Some(problem)))
        .build();
    for (path, item) in &mut document.paths.paths {
        let operations = [
            ("get", &mut item.get),
            ("put", &mut item.put),
            ("post", &mut item.post),
            ("patch", &mut item.patch),
            ("delete", &mut item.delete),
        ];
        for (method, operation) in operations {
            let Some(operation) = operation else { continue };
            operation.operation_id = Some(operation_id(method, path));
            operation
                .responses
                .responses
                .insert("default".into(), RefOr::T(problem.clone()));
        }
    }
    document
}

/// A name for an operation that no other has: handlers of different nouns share theirs.
fn operation_id(method: &str, path: &str) -> String {
    let words = path
        .split(['/', '{', '}', '-', '.'])
        .filter(|word| !word.is_empty() && *word != "api");
    std::iter::once(method).chain(words).collect::<Vec<_>>().join("_")
}
