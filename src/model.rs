//! Hardware: small glTF files of the project's own, read once at the start.
//!
//! They are tiny and few, so they travel inside the program instead of in files of their own.

use glam::{Mat4, Vec3};

include!(concat!(env!("OUT_DIR"), "/models.rs"));

/// One model, its parts put together.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Model {
    /// Name without folder and ending.
    pub name: String,
    /// Places and directions of the surface, metres.
    pub vertices: Vec<[Vec3; 2]>,
    /// Triangles.
    pub indices: Vec<u32>,
    /// Outer box: lowest corner and size, metres.
    pub bounds: [Vec3; 2],
    /// Colour, linear.
    pub colour: [f32; 3],
    /// 0 is a mirror, 1 is matt.
    pub roughness: f32,
}

/// All models.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Models {
    /// In the order of the files.
    pub models: Vec<Model>,
}

impl Models {
    /// Those that are shipped.
    ///
    /// # Errors
    ///
    /// When a shipped file is damaged.
    pub fn shipped() -> Result<Self, gltf::Error> {
        let models = MODELS
            .iter()
            .map(|(name, bytes)| read(name, bytes))
            .collect::<Result<_, _>>()?;
        Ok(Self { models })
    }

    /// Index of the model of that name.
    #[must_use]
    pub fn index(&self, name: &str) -> Option<usize> {
        self.models.iter().position(|model| model.name == name)
    }

    /// Outer box of the model of that name: lowest corner and size, metres.
    #[must_use]
    pub fn bounds(&self, name: &str) -> Option<[Vec3; 2]> {
        Some(self.models[self.index(name)?].bounds)
    }
}

/// Reads a binary glTF file whose data lies in the file itself. Colour and roughness are those of the first part.
fn read(name: &str, bytes: &[u8]) -> Result<Model, gltf::Error> {
    let file = gltf::Gltf::from_slice(bytes)?;
    let mut model = Model {
        name: name.to_owned(),
        colour: [0.5; 3],
        roughness: 0.5,
        ..Model::default()
    };
    for node in file.nodes() {
        let Some(mesh) = node.mesh() else { continue };
        let placed = Mat4::from_cols_array_2d(&node.transform().matrix());
        for part in mesh.primitives() {
            let reader = part.reader(|_| file.blob.as_deref());
            let (Some(places), Some(normals), Some(indices)) = (
                reader.read_positions(),
                reader.read_normals(),
                reader.read_indices(),
            ) else {
                continue;
            };
            if model.vertices.is_empty() {
                let surface = part.material().pbr_metallic_roughness();
                let [r, g, b, _] = surface.base_color_factor();
                model.colour = [r, g, b];
                model.roughness = surface.roughness_factor();
            }
            let first = model.vertices.len() as u32;
            model
                .indices
                .extend(indices.into_u32().map(|index| first + index));
            model
                .vertices
                .extend(places.zip(normals).map(|(place, normal)| {
                    [
                        placed.transform_point3(place.into()),
                        placed.transform_vector3(normal.into()).normalize_or_zero(),
                    ]
                }));
        }
    }
    let (min, max) = model.vertices.iter().fold(
        (Vec3::INFINITY, Vec3::NEG_INFINITY),
        |(min, max), [place, _]| (min.min(*place), max.max(*place)),
    );
    model.bounds = [min, max - min];
    Ok(model)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may fail")]
    use super::*;

    #[test]
    fn every_shipped_model_reads_and_has_its_agreed_size() {
        let models = Models::shipped().unwrap();
        for model in &models.models {
            assert!(!model.indices.is_empty(), "{}", model.name);
            assert!(
                model
                    .indices
                    .iter()
                    .all(|index| (*index as usize) < model.vertices.len())
            );
            assert!(
                model
                    .vertices
                    .iter()
                    .all(|[_, normal]| (normal.length() - 1.0).abs() < 1e-3)
            );
        }
        let near = |name: &str, min: [f32; 3], max: [f32; 3]| {
            let [low, size] = models.bounds(name).unwrap();
            assert!(low.distance(min.into()) < 2e-3, "{name} {low}");
            assert!(
                (low + size).distance(max.into()) < 2e-3,
                "{name} {}",
                low + size
            );
        };
        near("handle-bar", [-0.005, -0.080, 0.0], [0.005, 0.080, 0.032]);
        near("leg", [-0.030, -0.100, -0.030], [0.030, 0.0, 0.030]);
        near("rail", [0.0, -0.0225, -0.0225], [1.0, 0.0225, 0.0225]);
        near("handle-knob", [-0.015, -0.015, 0.0], [0.015, 0.015, 0.026]);
    }
}
