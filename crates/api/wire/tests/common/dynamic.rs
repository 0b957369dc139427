//! A value of whatever shape a schema has.

use std::collections::BTreeMap;
use std::fmt;

use longshore_shapes::read::Reader;
use longshore_shapes::value::{MemberVisitor, read_structure};
use longshore_shapes::{Blob, Document, Kind, ReadError, Schema, Structure, Timestamp, Value, Writer};

#[derive(Default, PartialEq)]
pub enum Dynamic {
    #[default]
    Absent,
    Structure(DynamicStructure),
    List(Vec<Dynamic>),
    Map(BTreeMap<String, Dynamic>),
    Text(String),
    Boolean(bool),
    Integer(i32),
    Long(i64),
    Float(f32),
    Double(f64),
    Blob(Blob),
    Timestamp(Timestamp),
    Document(Document),
}

#[derive(PartialEq)]
pub struct DynamicStructure {
    schema: SchemaByName,
    members: Vec<Dynamic>,
}

#[derive(Clone, Copy)]
struct SchemaByName(&'static Schema);

impl PartialEq for SchemaByName {
    fn eq(&self, other: &Self) -> bool {
        self.0.name == other.0.name
    }
}

impl DynamicStructure {
    pub fn new(schema: &'static Schema) -> Self {
        let members = schema.members().iter().map(|_| Dynamic::Absent).collect();
        Self { schema: SchemaByName(schema), members }
    }

    pub fn set(&mut self, position: usize, value: Dynamic) {
        if let Some(member) = self.members.get_mut(position) {
            *member = value;
        }
    }
}

impl Structure for DynamicStructure {
    fn schema(&self) -> &'static Schema {
        self.schema.0
    }

    fn write_members(&self, visit: MemberVisitor<'_>) {
        for (position, member) in self.members.iter().enumerate() {
            visit(position, member);
        }
    }

    fn read_member(
        &mut self,
        position: usize,
        schema: &'static Schema,
        reader: &mut dyn Reader,
    ) -> Result<(), ReadError> {
        match self.members.get_mut(position) {
            Some(member) => member.read(schema, reader),
            None => Ok(()),
        }
    }
}

impl fmt::Debug for DynamicStructure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        longshore_shapes::write::debug(self, f)
    }
}

impl Value for Dynamic {
    fn write(&self, schema: &'static Schema, writer: &mut dyn Writer) {
        match self {
            Dynamic::Absent => writer.null(),
            Dynamic::Structure(value) => writer.structure(schema, value),
            Dynamic::List(value) => value.write(schema, writer),
            Dynamic::Map(value) => value.write(schema, writer),
            Dynamic::Text(value) => value.write(schema, writer),
            Dynamic::Boolean(value) => value.write(schema, writer),
            Dynamic::Integer(value) => value.write(schema, writer),
            Dynamic::Long(value) => value.write(schema, writer),
            Dynamic::Float(value) => value.write(schema, writer),
            Dynamic::Double(value) => value.write(schema, writer),
            Dynamic::Blob(value) => value.write(schema, writer),
            Dynamic::Timestamp(value) => value.write(schema, writer),
            Dynamic::Document(value) => value.write(schema, writer),
        }
    }

    fn read(&mut self, schema: &'static Schema, reader: &mut dyn Reader) -> Result<(), ReadError> {
        fn of<T: Value + Default>(
            schema: &'static Schema,
            reader: &mut dyn Reader,
            make: fn(T) -> Dynamic,
        ) -> Result<Dynamic, ReadError> {
            let mut value = T::default();
            value.read(schema, reader)?;
            Ok(make(value))
        }
        *self = match schema.kind {
            Kind::Structure { .. } => {
                let mut value = DynamicStructure::new(schema);
                read_structure(&mut value, schema, reader)?;
                Dynamic::Structure(value)
            }
            Kind::List { .. } => of(schema, reader, Dynamic::List)?,
            Kind::Map { .. } => of(schema, reader, Dynamic::Map)?,
            Kind::Text { .. } => of(schema, reader, Dynamic::Text)?,
            Kind::Boolean => of(schema, reader, Dynamic::Boolean)?,
            Kind::Integer => of(schema, reader, Dynamic::Integer)?,
            Kind::Long => of(schema, reader, Dynamic::Long)?,
            Kind::Float => of(schema, reader, Dynamic::Float)?,
            Kind::Double => of(schema, reader, Dynamic::Double)?,
            Kind::Blob => of(schema, reader, Dynamic::Blob)?,
            Kind::Timestamp => of(schema, reader, Dynamic::Timestamp)?,
            Kind::Document => of(schema, reader, Dynamic::Document)?,
        };
        Ok(())
    }

    fn is_absent(&self) -> bool {
        *self == Dynamic::Absent
    }
}
