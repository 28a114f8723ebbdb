//! The seven pipelines: shadow, room, solid boards, clear boards, person, glass, lines (hidden and on top).

use wgpu::{BlendState, CompareFunction, Face, VertexFormat, VertexStepMode};

use crate::view::picture::{Glass, Ink, Solid};

/// Format of the depth picture.
pub const DEPTH: wgpu::TextureFormat = wgpu::TextureFormat::Depth24Plus;

const COMMON: &str = include_str!("common.wgsl");
const INSTANCE: &str = include_str!("instance.wgsl");

/// All pipelines with the layouts of what they read.
pub struct Pipelines {
    frame_layout: wgpu::BindGroupLayout,
    caster_layout: wgpu::BindGroupLayout,
    shadow_layout: wgpu::BindGroupLayout,
    /// Depth seen from a light.
    pub shadow: wgpu::RenderPipeline,
    /// Background and floor.
    pub room: wgpu::RenderPipeline,
    /// Boards and hardware.
    pub solid: wgpu::RenderPipeline,
    /// Boards that can be seen through.
    pub clear_solid: wgpu::RenderPipeline,
    /// The silhouette.
    pub person: wgpu::RenderPipeline,
    /// Marked compartments.
    pub glass: wgpu::RenderPipeline,
    /// Lines that boards hide.
    pub hidden_ink: wgpu::RenderPipeline,
    /// Lines over everything.
    pub ink: wgpu::RenderPipeline,
}

/// One attribute after another of four floats each.
fn instance_attributes<const N: usize>() -> [wgpu::VertexAttribute; N] {
    std::array::from_fn(|k| wgpu::VertexAttribute {
        format: VertexFormat::Float32x4,
        offset: 16 * k as u64,
        shader_location: 2 + k as u32,
    })
}

struct Recipe<'a> {
    label: &'a str,
    module: &'a wgpu::ShaderModule,
    vertex: &'a str,
    fragment: Option<&'a str>,
    /// Size of an instance and its attributes; none for what needs no mesh.
    instance: Option<(u64, &'a [wgpu::VertexAttribute])>,
    layout: &'a wgpu::PipelineLayout,
    blend: Option<BlendState>,
    cull: Option<Face>,
    depth: (wgpu::TextureFormat, bool, CompareFunction),
    samples: u32,
}

impl Recipe<'_> {
    fn cook(&self, device: &wgpu::Device, format: wgpu::TextureFormat) -> wgpu::RenderPipeline {
        let mesh = wgpu::VertexBufferLayout {
            array_stride: 24,
            step_mode: VertexStepMode::Vertex,
            attributes: &wgpu::vertex_attr_array![0 => Float32x3, 1 => Float32x3],
        };
        let buffers = self.instance.map(|(array_stride, attributes)| {
            [
                mesh,
                wgpu::VertexBufferLayout {
                    array_stride,
                    step_mode: VertexStepMode::Instance,
                    attributes,
                },
            ]
        });
        let target = Some(wgpu::ColorTargetState {
            format,
            blend: self.blend,
            write_mask: wgpu::ColorWrites::ALL,
        });
        let (depth, writes, compare) = self.depth;
        device.create_render_pipeline(&wgpu::RenderPipelineDescriptor {
            label: Some(self.label),
            layout: Some(self.layout),
            vertex: wgpu::VertexState {
                module: self.module,
                entry_point: Some(self.vertex),
                compilation_options: wgpu::PipelineCompilationOptions::default(),
                buffers: buffers.as_ref().map_or(&[], |buffers| &buffers[..]),
            },
            primitive: wgpu::PrimitiveState {
                cull_mode: self.cull,
                ..wgpu::PrimitiveState::default()
            },
            depth_stencil: Some(wgpu::DepthStencilState {
                format: depth,
                depth_write_enabled: Some(writes),
                depth_compare: Some(compare),
                stencil: wgpu::StencilState::default(),
                bias: wgpu::DepthBiasState::default(),
            }),
            multisample: wgpu::MultisampleState {
                count: self.samples,
                ..wgpu::MultisampleState::default()
            },
            fragment: self.fragment.map(|entry| wgpu::FragmentState {
                module: self.module,
                entry_point: Some(entry),
                compilation_options: wgpu::PipelineCompilationOptions::default(),
                targets: std::slice::from_ref(&target),
            }),
            multiview_mask: None,
            cache: None,
        })
    }
}

fn uniform(binding: u32, has_dynamic_offset: bool) -> wgpu::BindGroupLayoutEntry {
    wgpu::BindGroupLayoutEntry {
        binding,
        visibility: wgpu::ShaderStages::VERTEX_FRAGMENT,
        ty: wgpu::BindingType::Buffer {
            ty: wgpu::BufferBindingType::Uniform,
            has_dynamic_offset,
            min_binding_size: None,
        },
        count: None,
    }
}

fn group_layout(
    device: &wgpu::Device,
    entries: &[wgpu::BindGroupLayoutEntry],
) -> wgpu::BindGroupLayout {
    device.create_bind_group_layout(&wgpu::BindGroupLayoutDescriptor {
        label: None,
        entries,
    })
}

fn module(device: &wgpu::Device, label: &str, parts: &[&str]) -> wgpu::ShaderModule {
    device.create_shader_module(wgpu::ShaderModuleDescriptor {
        label: Some(label),
        source: wgpu::ShaderSource::Wgsl(parts.concat().into()),
    })
}

impl Pipelines {
    /// Makes all pipelines for a canvas of this format.
    pub fn new(device: &wgpu::Device, format: wgpu::TextureFormat, samples: u32) -> Self {
        let frame_layout = group_layout(device, &[uniform(0, false)]);
        let caster_layout = group_layout(device, &[uniform(0, true)]);
        let shadow_layout = group_layout(
            device,
            &[
                wgpu::BindGroupLayoutEntry {
                    binding: 0,
                    visibility: wgpu::ShaderStages::FRAGMENT,
                    ty: wgpu::BindingType::Texture {
                        sample_type: wgpu::TextureSampleType::Depth,
                        view_dimension: wgpu::TextureViewDimension::D2,
                        multisampled: false,
                    },
                    count: None,
                },
                wgpu::BindGroupLayoutEntry {
                    binding: 1,
                    visibility: wgpu::ShaderStages::FRAGMENT,
                    ty: wgpu::BindingType::Sampler(wgpu::SamplerBindingType::Comparison),
                    count: None,
                },
            ],
        );
        let layout = |second: Option<&wgpu::BindGroupLayout>| {
            let groups = [Some(&frame_layout), second];
            device.create_pipeline_layout(&wgpu::PipelineLayoutDescriptor {
                label: None,
                bind_group_layouts: if second.is_some() {
                    &groups
                } else {
                    &groups[..1]
                },
                immediate_size: 0,
            })
        };
        let (plain, casting_layout, lit) = (
            layout(None),
            layout(Some(&caster_layout)),
            layout(Some(&shadow_layout)),
        );
        let shadow = module(
            device,
            "shadow",
            &[COMMON, INSTANCE, include_str!("shadow.wgsl")],
        );
        let solid = module(
            device,
            "solid",
            &[COMMON, INSTANCE, include_str!("solid.wgsl")],
        );
        let room = module(device, "room", &[COMMON, include_str!("room.wgsl")]);
        let overlay = module(device, "overlay", &[COMMON, include_str!("overlay.wgsl")]);

        let solid_attributes = instance_attributes::<10>();
        let glass_attributes = instance_attributes::<3>();
        let ink_attributes = instance_attributes::<4>();
        let solid_instance = Some((size_of::<Solid>() as u64, &solid_attributes[..]));
        let glass_instance = Some((size_of::<Glass>() as u64, &glass_attributes[..]));
        let ink_instance = Some((size_of::<Ink>() as u64, &ink_attributes[..]));
        let less = (DEPTH, true, CompareFunction::Less);
        let behind = (DEPTH, false, CompareFunction::LessEqual);
        let over = (DEPTH, false, CompareFunction::Always);

        let base = Recipe {
            label: "solid",
            module: &solid,
            vertex: "vertex",
            fragment: Some("fragment"),
            instance: solid_instance,
            layout: &lit,
            blend: None,
            cull: None,
            depth: less,
            samples,
        };
        let clear = Recipe {
            label: "clear solid",
            blend: Some(BlendState::ALPHA_BLENDING),
            cull: Some(Face::Back),
            depth: behind,
            ..base
        };
        let casting = Recipe {
            label: "shadow",
            module: &shadow,
            fragment: None,
            layout: &casting_layout,
            depth: (
                wgpu::TextureFormat::Depth32Float,
                true,
                CompareFunction::Less,
            ),
            samples: 1,
            ..base
        };
        let empty = Recipe {
            label: "room",
            module: &room,
            instance: None,
            layout: &plain,
            depth: over,
            ..base
        };
        let glass = Recipe {
            label: "glass",
            module: &overlay,
            vertex: "glass_vertex",
            fragment: Some("plain_fragment"),
            instance: glass_instance,
            layout: &plain,
            ..clear
        };
        let person = Recipe {
            label: "person",
            vertex: "person_vertex",
            cull: None,
            ..glass
        };
        let hidden_ink = Recipe {
            label: "hidden ink",
            vertex: "ink_vertex",
            fragment: Some("ink_fragment"),
            instance: ink_instance,
            cull: None,
            ..glass
        };
        let ink = Recipe {
            label: "ink",
            depth: over,
            ..hidden_ink
        };
        Self {
            shadow: casting.cook(device, format),
            room: empty.cook(device, format),
            solid: base.cook(device, format),
            clear_solid: clear.cook(device, format),
            person: person.cook(device, format),
            glass: glass.cook(device, format),
            hidden_ink: hidden_ink.cook(device, format),
            ink: ink.cook(device, format),
            frame_layout,
            caster_layout,
            shadow_layout,
        }
    }

    /// Binds the frame's buffer.
    pub fn frame_group(&self, device: &wgpu::Device, frame: &wgpu::Buffer) -> wgpu::BindGroup {
        group(device, &self.frame_layout, &[frame.as_entire_binding()])
    }

    /// Binds one caster of the casters' buffer, which one by an offset.
    pub fn caster_group(&self, device: &wgpu::Device, casters: &wgpu::Buffer) -> wgpu::BindGroup {
        let one = wgpu::BindingResource::Buffer(wgpu::BufferBinding {
            buffer: casters,
            offset: 0,
            size: wgpu::BufferSize::new(64),
        });
        group(device, &self.caster_layout, &[one])
    }

    /// Binds the shadow texture.
    pub fn shadow_group(
        &self,
        device: &wgpu::Device,
        view: &wgpu::TextureView,
        sampler: &wgpu::Sampler,
    ) -> wgpu::BindGroup {
        let resources = [
            wgpu::BindingResource::TextureView(view),
            wgpu::BindingResource::Sampler(sampler),
        ];
        group(device, &self.shadow_layout, &resources)
    }
}

fn group(
    device: &wgpu::Device,
    layout: &wgpu::BindGroupLayout,
    resources: &[wgpu::BindingResource<'_>],
) -> wgpu::BindGroup {
    let entries: Vec<wgpu::BindGroupEntry<'_>> = resources
        .iter()
        .zip(0..)
        .map(|(resource, binding)| wgpu::BindGroupEntry {
            binding,
            resource: resource.clone(),
        })
        .collect();
    device.create_bind_group(&wgpu::BindGroupDescriptor {
        label: None,
        layout,
        entries: &entries,
    })
}
