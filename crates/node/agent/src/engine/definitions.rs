//! The definitions of the tasks that are here, each once in memory: a service's tasks are of one, and it is the
//! greater part of what control says of a task.
//!
//! Must not know: what a definition says.

use std::collections::HashMap;
use std::sync::{Arc, Weak};

use longshore_link::Assignment;
use longshore_shapes::ecs::TaskDefinition;

/// By ARN, the last that came: overrides make several of one definition.
#[derive(Default)]
pub(super) struct Definitions {
    last: HashMap<String, Weak<TaskDefinition>>,
}

impl Definitions {
    /// Puts what another task has in the place of an equal definition.
    pub(super) fn share(&mut self, assignment: &mut Assignment) {
        let Some(own) = &mut assignment.definition else { return };
        let Some(arn) = own.task_definition_arn.as_ref() else { return };
        match self.last.get(arn).and_then(Weak::upgrade) {
            Some(known) if known == *own => *own = known,
            _ => {
                self.last.retain(|_, one| one.strong_count() > 0);
                self.last.insert(arn.clone(), Arc::downgrade(own));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn assignment(arn: &str, cpu: &str) -> Assignment {
        let (arn, cpu) = (Some(arn.to_owned()), Some(cpu.to_owned()));
        let definition = TaskDefinition { task_definition_arn: arn, cpu, ..TaskDefinition::default() };
        Assignment { definition: Some(Arc::new(definition)), ..Assignment::default() }
    }

    #[test]
    fn equal_definitions_become_one_and_others_stay() {
        let mut definitions = Definitions::default();
        let mut all = [("a", "1"), ("a", "1"), ("a", "2"), ("b", "1"), ("a", "2")]
            .map(|(arn, cpu)| assignment(arn, cpu));
        let before = all.clone();
        all.iter_mut().for_each(|one| definitions.share(one));
        assert_eq!(all, before);
        let same = |a: usize, b: usize| {
            Arc::ptr_eq(all[a].definition.as_ref().unwrap(), all[b].definition.as_ref().unwrap())
        };
        assert!(same(0, 1) && same(2, 4) && !same(0, 2) && !same(0, 3));
        drop(all);
        drop(before);
        definitions.share(&mut assignment("c", "1"));
        assert_eq!(definitions.last.len(), 1, "those that nobody has are not kept");
    }
}
