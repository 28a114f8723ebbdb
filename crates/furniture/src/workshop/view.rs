//! A workshop as the page shows it: its rules as fields, with what holds where they say nothing.

use super::{Kind, Rule, Workshop};
use crate::catalogue::Method;
use crate::message::Message;
use crate::view::{Field, OffcutView, OptionView, ParameterView, WorkshopView};

impl Workshop {
    /// What the page shows, with the values of a construction method where the workshop has none.
    pub fn view(&self, method: Option<&Method>) -> WorkshopView {
        let mut rules = Vec::new();
        for rule in Rule::ALL {
            let decides =
                rule != Rule::LeastUse || self.rules.choice(Rule::OffcutsFirst) == "from-use";
            if decides {
                rules.push(self.field(rule, method));
            }
        }
        let offcuts = self.offcuts.iter().map(|offcut| OffcutView {
            board: offcut.material.board.clone(),
            thickness_um: offcut.material.thickness.0,
            decor: offcut.material.decor.clone(),
            length_um: offcut.length.0,
            width_um: offcut.width.0,
            quantity: offcut.quantity,
            fen: offcut.fen,
        });
        WorkshopView {
            rules,
            offcuts: offcuts.collect(),
            is_default: self.rules == super::RuleValues::default(),
        }
    }

    fn field(&self, rule: Rule, method: Option<&Method>) -> ParameterView {
        let own = self.rules.get(rule);
        let saw = method.map(|method| method.saw);
        let usual = match rule {
            Rule::Kerf => saw.map(|saw| saw.kerf.0),
            Rule::Trim => saw.map(|saw| saw.trim.0),
            Rule::TrimLeft | Rule::TrimRight | Rule::TrimBottom | Rule::TrimTop => {
                let all = self.rules.get(Rule::Trim);
                all.or(saw.map(|saw| saw.trim.0))
            }
            Rule::OffcutLength => saw.map(|saw| saw.offcut_min_length.0),
            Rule::OffcutWidth => saw.map(|saw| saw.offcut_min_width.0),
            Rule::Stack => Some(1),
            Rule::LeastUse => Some(self.rules.least_use()),
            Rule::Credit | Rule::Levels | Rule::FirstCut | Rule::OffcutsFirst => Some(0),
            Rule::LongestCut | Rule::SmallestStrip => None,
        };
        let id = rule.id();
        let value = own.or(usual);
        let why = Some(Message::new(rule.why()));
        ParameterView {
            parameter: id.to_owned(),
            label: format!("workshop.{id}"),
            value: value.map_or_else(String::new, |value| rule.text(value)),
            is_default: own.is_none(),
            field: match rule.kind() {
                Kind::Length(min_um, max_um) => Field::Length {
                    value_um: value.unwrap_or(min_um),
                    min_um,
                    max_um,
                    step_um: 100,
                    min_reason: None,
                    max_reason: why,
                },
                Kind::Count(min, max) => Field::Count {
                    value: value.unwrap_or(min),
                    min,
                    max,
                    min_reason: None,
                    max_reason: why,
                },
                Kind::Choice(names) => Field::Choice {
                    options: names
                        .iter()
                        .map(|name| OptionView {
                            value: (*name).to_owned(),
                            label: format!("workshop.{id}.{name}"),
                        })
                        .collect(),
                },
            },
            reset: None,
        }
    }
}
