//! `#[derive(Input)]`: reader and schema of a request body from one struct.
//!
//! From a struct with named fields, the macro generates the reader, which reports all faults at
//! once, and the schema in the OpenAPI document. The type of a field defines its values: it
//! implements `Value` (in `causeway-server`'s `wire/field.rs`) with a reader and a schema, bounds
//! included. `Option<T>` may be omitted, and `Nullable<T>` may also be `null`.
//!
//! ```ignore
//! /// A label to create.
//! #[derive(Input)]
//! #[input(name = "NewLabel")]
//! struct NewLabel {
//!     /// Unique in the workspace.
//!     name: Label<40>,
//!     #[input(default = Colour::Grey)]
//!     colour: Option<Colour>,
//! }
//! ```
//!
//! On the struct, `name` is its name in the document (default: the name of the struct). `check` is
//! the path of a `fn(&Self, &Fields, &mut Faults)` for rules across fields, called if each field is
//! valid. On a field, `rename` is its JSON name (default: the field's name in camel case), and the
//! schema shows `default` and `example`. With `flatten`, its type is a `Fieldset`, whose fields are
//! part of the same object and are read whatever is wrong with the others.

use proc_macro::TokenStream;
use proc_macro2::TokenStream as Tokens;
use quote::quote;
use syn::{
    Attribute, Data, DeriveInput, Expr, Field, Fields, Lit, LitStr, Meta, MetaNameValue, Path,
    parse_macro_input, spanned::Spanned,
};

/// Derives `Input`, `Fieldset`, `Value`, `utoipa::PartialSchema` and `utoipa::ToSchema`.
#[proc_macro_derive(Input, attributes(input))]
pub fn derive_input(tokens: TokenStream) -> TokenStream {
    let input = parse_macro_input!(tokens as DeriveInput);
    expand(&input)
        .unwrap_or_else(|error| error.to_compile_error())
        .into()
}

/// The arguments of `#[input(…)]` on a struct or a field.
#[derive(Default)]
struct Settings {
    name: Option<LitStr>,
    check: Option<Path>,
    rename: Option<LitStr>,
    default: Option<Expr>,
    example: Option<Expr>,
    flatten: bool,
}

impl Settings {
    fn read(attributes: &[Attribute]) -> syn::Result<Self> {
        let mut settings = Self::default();
        for attribute in attributes
            .iter()
            .filter(|attribute| attribute.path().is_ident("input"))
        {
            attribute.parse_nested_meta(|meta| {
                if meta.path.is_ident("flatten") {
                    settings.flatten = true;
                    return Ok(());
                }
                let value = meta.value()?;
                if meta.path.is_ident("name") {
                    settings.name = Some(value.parse()?);
                } else if meta.path.is_ident("check") {
                    settings.check = Some(value.parse()?);
                } else if meta.path.is_ident("rename") {
                    settings.rename = Some(value.parse()?);
                } else if meta.path.is_ident("default") {
                    settings.default = Some(value.parse()?);
                } else if meta.path.is_ident("example") {
                    settings.example = Some(value.parse()?);
                } else {
                    return Err(
                        meta.error("expected name, check, rename, default, example or flatten")
                    );
                }
                Ok(())
            })?;
        }
        Ok(settings)
    }
}

fn expand(input: &DeriveInput) -> syn::Result<Tokens> {
    let Data::Struct(data) = &input.data else {
        return Err(syn::Error::new(
            input.span(),
            "Input can only be derived for structs",
        ));
    };
    let Fields::Named(fields) = &data.fields else {
        return Err(syn::Error::new(input.span(), "Input needs named fields"));
    };
    let ident = &input.ident;
    let settings = Settings::read(&input.attrs)?;
    let name = settings
        .name
        .map_or_else(|| ident.to_string(), |name| name.value());
    let check = settings
        .check
        .map(|check| quote! { #check(&input, fields, faults); });
    let description = description(&input.attrs);

    let mut reads = Vec::new();
    let mut members = Vec::new();
    let mut properties = Vec::new();
    let mut components = Vec::new();
    for field in &fields.named {
        let part = Part::of(field)?;
        reads.push(part.read());
        members.push(part.member());
        properties.push(part.property());
        components.push(part.components());
    }
    Ok(quote! {
        impl crate::wire::input::Input for #ident {
            fn read(
                fields: &causeway_core::Fields<'_>,
                faults: &mut causeway_core::Faults,
            ) -> Option<Self> {
                #(#reads)*
                let input = Self { #(#members,)* };
                #check
                Some(input)
            }
        }

        impl crate::wire::field::Fieldset for #ident {
            fn properties(
                object: utoipa::openapi::ObjectBuilder,
            ) -> utoipa::openapi::ObjectBuilder {
                #(let object = #properties;)*
                object
            }

            fn components(all: &mut crate::wire::field::Components) {
                #(#components)*
            }
        }

        impl crate::wire::field::Value for #ident {
            fn read(
                fields: &causeway_core::Fields<'_>,
                name: &str,
                faults: &mut causeway_core::Faults,
            ) -> Option<Self> {
                let fields = fields.object(name, faults)?;
                <Self as crate::wire::input::Input>::read(&fields, faults)
            }

            fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::Schema> {
                utoipa::openapi::Ref::from_schema_name(#name).into()
            }

            fn components(all: &mut crate::wire::field::Components) {
                all.push((#name.to_owned(), <Self as utoipa::PartialSchema>::schema()));
                <Self as utoipa::ToSchema>::schemas(all);
            }
        }

        impl utoipa::PartialSchema for #ident {
            fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::Schema> {
                let object = utoipa::openapi::ObjectBuilder::new()
                    .schema_type(utoipa::openapi::Type::Object)
                    .description(#description);
                <Self as crate::wire::field::Fieldset>::properties(object).into()
            }
        }

        impl utoipa::ToSchema for #ident {
            fn name() -> std::borrow::Cow<'static, str> {
                std::borrow::Cow::Borrowed(#name)
            }

            fn schemas(all: &mut crate::wire::field::Components) {
                <Self as crate::wire::field::Fieldset>::components(all);
            }
        }
    })
}

/// One field of a body.
struct Part<'a> {
    ident: &'a syn::Ident,
    ty: &'a syn::Type,
    /// The field's name in JSON.
    name: String,
    description: Tokens,
    default: Tokens,
    example: Tokens,
    flatten: bool,
}

impl<'a> Part<'a> {
    fn of(field: &'a Field) -> syn::Result<Self> {
        let settings = Settings::read(&field.attrs)?;
        let ident = field.ident.as_ref().expect("fields are named");
        let shown = |value: Option<Expr>| {
            value.map_or_else(
                || quote! { None },
                |value| quote! { Some(serde_json::json!(#value)) },
            )
        };
        Ok(Self {
            ident,
            ty: &field.ty,
            name: settings
                .rename
                .map_or_else(|| camel_case(&ident.to_string()), |name| name.value()),
            description: description(&field.attrs),
            default: shown(settings.default),
            example: shown(settings.example),
            flatten: settings.flatten,
        })
    }

    /// Reads the field. A fault results in `None`, so that later fields are still read.
    fn read(&self) -> Tokens {
        let Self {
            ident, ty, name, ..
        } = self;
        if self.flatten {
            return quote! { let #ident = <#ty as crate::wire::input::Input>::read(fields, faults); };
        }
        quote! {
            let #ident = <#ty as crate::wire::field::Field>::read(fields, #name, faults);
        }
    }

    fn member(&self) -> Tokens {
        let ident = self.ident;
        quote! { #ident: #ident? }
    }

    fn property(&self) -> Tokens {
        let Self {
            ty,
            name,
            description,
            default,
            example,
            ..
        } = self;
        if self.flatten {
            return quote! { <#ty as crate::wire::field::Fieldset>::properties(object) };
        }
        quote! {
            crate::wire::field::property::<#ty>(object, #name, #description, #default, #example)
        }
    }

    fn components(&self) -> Tokens {
        let ty = self.ty;
        if self.flatten {
            quote! { <#ty as crate::wire::field::Fieldset>::components(all); }
        } else {
            quote! { <#ty as crate::wire::field::Field>::components(all); }
        }
    }
}

/// The doc comment as an `Option<&str>`.
fn description(attributes: &[Attribute]) -> Tokens {
    let lines: Vec<String> = attributes
        .iter()
        .filter(|attribute| attribute.path().is_ident("doc"))
        .filter_map(|attribute| {
            let Meta::NameValue(MetaNameValue {
                value: Expr::Lit(literal),
                ..
            }) = &attribute.meta
            else {
                return None;
            };
            let Lit::Str(text) = &literal.lit else {
                return None;
            };
            Some(text.value().trim().to_owned())
        })
        .collect();
    let text = lines.join("\n");
    if text.is_empty() {
        quote! { None::<&str> }
    } else {
        quote! { Some(#text) }
    }
}

/// Converts `webhook_url` to `webhookUrl`.
fn camel_case(name: &str) -> String {
    let mut words = name.trim_start_matches("r#").split('_');
    let first = words.next().unwrap_or_default().to_owned();
    words.fold(first, |mut text, word| {
        let mut letters = word.chars();
        text.extend(letters.next().map(|letter| letter.to_ascii_uppercase()));
        text.push_str(letters.as_str());
        text
    })
}
