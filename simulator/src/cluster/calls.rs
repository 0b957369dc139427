//! Calls: what clients ask of control, and what they are told.
//!
//! Must not know: which operations there are.

use serde_json::Value;

use super::{Cluster, Due};
use crate::control::CallProblem;

impl Cluster {
    /// A call whose answer is found under its number later, or at once.
    pub(crate) fn begin_call(&mut self, operation: &str, input: &Value) -> u64 {
        self.calls += 1;
        let number = self.calls;
        self.log(|_| format!("call {number} {operation} {input}"));
        if let Some((_, operation)) = self.control.operation(operation) {
            self.called.entry(operation.name).or_default().0 += 1;
        }
        match self.control.call(number, operation, input) {
            Ok(None) => self.plan_flush(),
            Ok(Some(output)) => self.answered(number, Ok(output)),
            Err(problem) => self.answered(number, Err(problem)),
        }
        number
    }

    /// A call as a client makes it, waited for.
    pub fn call(&mut self, operation: &str, input: &Value) -> Result<Value, CallProblem> {
        let number = self.begin_call(operation, input);
        // A disk takes milliseconds; a control that is down answers nothing.
        for _ in 0..1_000 {
            if let Some(answer) = self.answers.remove(&number) {
                return answer;
            }
            if !self.run_for(10) {
                break;
            }
        }
        self.answers.remove(&number).unwrap_or(Err(CallProblem::Down))
    }

    /// Whether an operation is built.
    pub fn serves(&self, operation: &str) -> bool {
        self.control.operation(operation).is_some()
    }

    pub(crate) fn answered(&mut self, number: u64, answer: Result<Value, CallProblem>) {
        self.log(|_| match &answer {
            Ok(output) => format!("answer {number} {output}"),
            Err(problem) => format!("answer {number} {problem}"),
        });
        if let Err(CallProblem::Refused(code, message)) = &answer
            && (code.starts_with("Server") || code.starts_with("Internal"))
        {
            self.problems.push(format!("a call was answered with a fault of ours: {code}: {message}"));
        }
        if let Ok(output) = &answer {
            self.checks.acknowledged(output);
        }
        match &mut self.user {
            Some(user) if user.asked(number) => {
                if let (Some(operation), Ok(_)) = (user.hear(number), &answer) {
                    self.called.entry(operation).or_default().1 += 1;
                }
            }
            _ => drop(self.answers.insert(number, answer)),
        }
    }

    pub(super) fn let_user_act(&mut self) {
        if self.healed {
            return;
        }
        let Some(mut user) = self.user.take() else { return };
        let calls = user.act(&self.control.snapshot, self.scope);
        let wait = user.pause();
        self.user = Some(user);
        for (operation, input) in calls {
            if !self.serves(operation) {
                continue;
            }
            // Reads are answered while they are asked.
            let number = self.calls + 1;
            if let Some(user) = &mut self.user {
                user.asks(number, operation);
            }
            self.begin_call(operation, &input);
        }
        self.agenda.after(wait, Due::User);
    }
}
