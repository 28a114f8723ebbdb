//! Something for each role, or for some of them.

use std::fmt;
use std::marker::PhantomData;

use serde::de::{Deserialize, Deserializer, Error, MapAccess, Visitor};
use serde::ser::{Serialize, Serializer};

use super::Role;

/// Values by role, in the order of the roles' names. There are a handful of roles: a list is less code than a map.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ByRole<T>(Vec<(Role, T)>);

impl<T> ByRole<T> {
    /// No value.
    pub const fn new() -> Self {
        Self(Vec::new())
    }

    /// The value of a role.
    pub fn get(&self, role: Role) -> Option<&T> {
        self.0.iter().find(|one| one.0 == role).map(|one| &one.1)
    }

    /// The value of a role, to be changed.
    pub fn get_mut(&mut self, role: Role) -> Option<&mut T> {
        let mut all = self.0.iter_mut();
        all.find(|one| one.0 == role).map(|one| &mut one.1)
    }

    /// Gives a role a value in the place of the one that it has.
    pub fn insert(&mut self, role: Role, value: T) {
        let at = self.0.partition_point(|one| one.0 < role);
        match self.0.get_mut(at) {
            Some(one) if one.0 == role => one.1 = value,
            _ => self.0.insert(at, (role, value)),
        }
    }

    /// Takes the value of a role away.
    pub fn remove(&mut self, role: Role) {
        self.0.retain(|one| one.0 != role);
    }

    /// True without any value.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The values with their roles.
    pub fn iter(&self) -> impl Iterator<Item = (Role, &T)> {
        self.0.iter().map(|one| (one.0, &one.1))
    }

    /// Other values for the same roles.
    pub fn map<U>(self, mut other: impl FnMut(T) -> U) -> ByRole<U> {
        let all = self.0.into_iter();
        ByRole(all.map(|(role, value)| (role, other(value))).collect())
    }
}

impl<T> Default for ByRole<T> {
    fn default() -> Self {
        Self::new()
    }
}

impl<T: Serialize> Serialize for ByRole<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.iter())
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for ByRole<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(Reader(PhantomData))
    }
}

struct Reader<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de>> Visitor<'de> for Reader<T> {
    type Value = ByRole<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("something for each role")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<ByRole<T>, A::Error> {
        let mut all = ByRole::new();
        while let Some(role) = map.next_key()? {
            if all.get(role).is_some() {
                return Err(A::Error::custom(format_args!("`{role}` stands twice")));
            }
            all.insert(role, map.next_value()?);
        }
        Ok(all)
    }
}

#[cfg(feature = "describe")]
impl<T: schemars::JsonSchema> schemars::JsonSchema for ByRole<T> {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        std::collections::BTreeMap::<Role, T>::schema_name()
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        std::collections::BTreeMap::<Role, T>::json_schema(generator)
    }

    fn inline_schema() -> bool {
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_stand_in_the_order_of_roles_once_each() {
        let mut all = ByRole::new();
        for (role, value) in [(Role::Front, 1), (Role::Back, 2), (Role::Front, 3)] {
            all.insert(role, value);
        }
        assert_eq!(
            serde_json::to_string(&all).unwrap(),
            r#"{"back":2,"front":3}"#
        );
        assert_eq!(all.get(Role::Front), Some(&3));
        all.remove(Role::Front);
        assert_eq!(all.get(Role::Front), None);
        let read = |text| serde_json::from_str::<ByRole<u8>>(text);
        assert_eq!(
            read(r#"{"front":3,"back":2}"#)
                .unwrap()
                .map(u32::from)
                .iter()
                .count(),
            2
        );
        let twice = read(r#"{"back":2,"back":3}"#).unwrap_err().to_string();
        assert!(twice.starts_with("`back` stands twice"), "{twice}");
        assert!(read(r#"{"side":2}"#).is_err());
    }
}
