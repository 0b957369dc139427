//! The part of a reader or writer that is the same wherever single values are text.

/// The scalar methods of a `Writer` whose type has `fn scalar(&mut self, Scalar)` and a field `format`,
/// the written form of moments. Such formats have no documents; what must stand there is empty.
macro_rules! text_writer_methods {
    () => {
        fn text(&mut self, _: &'static longshore_shapes::Schema, value: &str) {
            self.scalar($crate::text::Scalar::Text(value));
        }
        fn boolean(&mut self, _: &'static longshore_shapes::Schema, value: bool) {
            self.scalar($crate::text::Scalar::Boolean(value));
        }
        fn integer(&mut self, _: &'static longshore_shapes::Schema, value: i32) {
            self.scalar($crate::text::Scalar::Whole(i64::from(value)));
        }
        fn long(&mut self, _: &'static longshore_shapes::Schema, value: i64) {
            self.scalar($crate::text::Scalar::Whole(value));
        }
        fn float(&mut self, _: &'static longshore_shapes::Schema, value: f32) {
            self.scalar($crate::text::Scalar::Float(value));
        }
        fn double(&mut self, _: &'static longshore_shapes::Schema, value: f64) {
            self.scalar($crate::text::Scalar::Double(value));
        }
        fn blob(&mut self, _: &'static longshore_shapes::Schema, value: &[u8]) {
            self.scalar($crate::text::Scalar::Blob(value));
        }
        fn timestamp(&mut self, _: &'static longshore_shapes::Schema, value: longshore_shapes::Timestamp) {
            self.scalar($crate::text::Scalar::Timestamp(value, self.format));
        }
        fn document(&mut self, _: &'static longshore_shapes::Schema, _: &longshore_shapes::Document) {
            self.null();
        }
        fn null(&mut self) {
            self.scalar($crate::text::Scalar::Text(""));
        }
    };
}

/// The scalar methods of a `Reader` whose type has `fn value(&self, expected) -> Result<&str, ReadError>`
/// and a field `context`.
macro_rules! text_reader_methods {
    () => {
        fn boolean(
            &mut self,
            _: &'static longshore_shapes::Schema,
        ) -> Result<bool, longshore_shapes::ReadError> {
            $crate::text::boolean(self.value("a Boolean")?, self.context)
        }
        fn integer(
            &mut self,
            _: &'static longshore_shapes::Schema,
        ) -> Result<i32, longshore_shapes::ReadError> {
            $crate::text::integer(self.value("an Integer")?, self.context)
        }
        fn long(&mut self, _: &'static longshore_shapes::Schema) -> Result<i64, longshore_shapes::ReadError> {
            $crate::text::long(self.value("a Long")?, self.context)
        }
        fn float(
            &mut self,
            _: &'static longshore_shapes::Schema,
        ) -> Result<f32, longshore_shapes::ReadError> {
            $crate::text::float(self.value("a Float")?, self.context)
        }
        fn double(
            &mut self,
            _: &'static longshore_shapes::Schema,
        ) -> Result<f64, longshore_shapes::ReadError> {
            $crate::text::double(self.value("a Double")?, self.context)
        }
        fn timestamp(
            &mut self,
            _: &'static longshore_shapes::Schema,
        ) -> Result<longshore_shapes::Timestamp, longshore_shapes::ReadError> {
            $crate::text::moment(self.value("a Timestamp")?, self.context)
        }
        fn document(
            &mut self,
            _: &'static longshore_shapes::Schema,
        ) -> Result<longshore_shapes::Document, longshore_shapes::ReadError> {
            Err(longshore_shapes::ReadError::of_type(self.context, "a Document", "text"))
        }
        fn take_null(&mut self) -> Result<bool, longshore_shapes::ReadError> {
            Ok(false)
        }
        fn context(&mut self) -> &mut longshore_shapes::ReadContext {
            self.context
        }
    };
}

pub(crate) use {text_reader_methods, text_writer_methods};
