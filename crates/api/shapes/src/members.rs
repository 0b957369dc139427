//! The macros that generated modules are written in, so that a shape costs them one line.
//!
//! Must not know: any one shape.

/// Implements [`Structure`](crate::value::Structure) for types with named members: the schema, and each
/// member by its position there.
#[macro_export]
macro_rules! structure_members {
    ($($name:ident, $schema:path { $($position:literal: $member:ident),* $(,)? })*) => {$(
        impl $crate::value::Structure for $name {
            fn schema(&self) -> &'static $crate::schema::Schema {
                &$schema
            }

            #[allow(unused_variables, reason = "a structure may be empty")]
            fn write_members(&self, visit: $crate::value::MemberVisitor<'_>) {
                $(visit($position, &self.$member);)*
            }

            #[allow(unused_variables, unreachable_code, reason = "a structure may be empty")]
            fn read_member(
                &mut self,
                position: usize,
                schema: &'static $crate::schema::Schema,
                reader: &mut dyn $crate::read::Reader,
            ) -> Result<(), $crate::read::ReadError> {
                let member: &mut dyn $crate::value::Value = match position {
                    $($position => &mut self.$member,)*
                    _ => return Ok(()),
                };
                member.read(schema, reader)
            }
        }
    )*};
}

/// What a generated structure is beyond its members: a value, and one of the samples that tests walk.
macro_rules! generated_structures {
    ($($name:ident),* $(,)?) => {
        $crate::structure_value! { $($name),* }

        /// One empty value of each structure.
        #[cfg(test)]
        pub(crate) fn samples() -> Vec<Box<dyn $crate::value::Structure>> {
            vec![$(Box::new($name::default())),*]
        }
    };
}
pub(crate) use generated_structures;

/// Makes each operation of a service a type.
macro_rules! operation_types {
    ($service:path; $($name:ident: $input:ty => $output:ty, $schema:path;)*) => {$(
        pub struct $name;

        impl $crate::operation::Operation for $name {
            type Input = $input;
            type Output = $output;
            const SERVICE: &'static $crate::operation::ServiceSchema = &$service;
            const SCHEMA: &'static $crate::operation::OperationSchema = &$schema;
        }
    )*};
}
pub(crate) use operation_types;

/// Declares a structure of our own: its members with their schemas, and the schema that joins them.
#[macro_export]
macro_rules! structure {
    (
        $(#[$attribute:meta])*
        $name:ident { $($(#[$member_attribute:meta])* $member:ident: $type:ty => $schema:expr),* $(,)? }
    ) => {
        $(#[$attribute])*
        #[derive(Clone, Default, PartialEq)]
        #[allow(unreachable_pub, reason = "a structure is as visible as the module it is declared in")]
        pub struct $name { $($(#[$member_attribute])* pub $member: $type),* }

        const _: () = {
            use $crate::schema::{Kind, Limits, Member, Names, Schema};
            static SCHEMA: Schema = Schema {
                name: stringify!($name),
                kind: Kind::Structure {
                    members: &[$(Member {
                        name: stringify!($member),
                        target: &$schema,
                        required: false,
                        names: Names::PLAIN,
                    }),*],
                    union: false,
                },
                limits: Limits::NONE,
            };

            impl $name {
                /// For schemas that have this structure inside.
                #[allow(unreachable_pub, reason = "a structure is as visible as the module it is declared in")]
                pub const SCHEMA: &'static Schema = &SCHEMA;
            }

            impl $crate::Structure for $name {
                fn schema(&self) -> &'static Schema {
                    &SCHEMA
                }

                #[allow(unused_assignments, reason = "the last position is counted and not used")]
                fn write_members(&self, visit: $crate::value::MemberVisitor<'_>) {
                    let mut position = 0;
                    $(
                        visit(position, &self.$member);
                        position += 1;
                    )*
                }

                #[allow(unused_assignments, reason = "the last position is counted and not used")]
                fn read_member(
                    &mut self,
                    position: usize,
                    schema: &'static Schema,
                    reader: &mut dyn $crate::Reader,
                ) -> Result<(), $crate::ReadError> {
                    let mut here = 0;
                    $(
                        if position == here {
                            return $crate::Value::read(&mut self.$member, schema, reader);
                        }
                        here += 1;
                    )*
                    Ok(())
                }
            }

            $crate::structure_value!($name);
        };
    };
}
