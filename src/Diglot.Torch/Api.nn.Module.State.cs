using Diglot.Torch.NN.Core;

namespace Diglot.Torch;

public static partial class Api
{
    public static partial class nn
    {
        /// <content>What a module holds: parameters, buffers, child modules.</content>
        public abstract partial class Module
        {
            /// <summary>All parameters, each once: what an optimizer takes.</summary>
            /// <param name="recurse">Whether those of child modules count.</param>
            public IEnumerable<Tensor> parameters(bool recurse = true) => named_parameters(recurse: recurse).Select(static entry => entry.parameter);

            /// <summary>All parameters with their names, such as <c>0.weight</c>.</summary>
            /// <param name="prefix">Put before all names.</param>
            /// <param name="recurse">Whether those of child modules count.</param>
            /// <param name="remove_duplicate">Whether a parameter used in two places counts once.</param>
            public IEnumerable<(string name, Tensor parameter)> named_parameters(string prefix = "", bool recurse = true, bool remove_duplicate = true)
                => Gather(prefix, recurse, remove_duplicate, static module => module._members.Parameters());

            /// <summary>All buffers, each once.</summary>
            public IEnumerable<Tensor> buffers(bool recurse = true) => named_buffers(recurse: recurse).Select(static entry => entry.buffer);

            /// <summary>All buffers with their names, such as <c>1.running_mean</c>.</summary>
            public IEnumerable<(string name, Tensor buffer)> named_buffers(string prefix = "", bool recurse = true, bool remove_duplicate = true)
                => Gather(prefix, recurse, remove_duplicate, static module => module._members.Buffers());

            /// <summary>The modules directly within this one, each once.</summary>
            public IEnumerable<Module> children() => named_children().Select(static entry => entry.module);

            /// <summary>The modules directly within this one with their names, each once.</summary>
            public IEnumerable<(string name, Module module)> named_children()
            {
                var seen = new HashSet<Module>(ReferenceEqualityComparer.Instance);
                return _members.Modules().Where(entry => seen.Add(entry.Module));
            }

            /// <summary>This module and all within it, each once.</summary>
            public IEnumerable<Module> modules() => named_modules().Select(static entry => entry.module);

            /// <summary>This module (under the empty name) and all within it with their paths, each once.</summary>
            public IEnumerable<(string name, Module module)> named_modules(string prefix = "", bool remove_duplicate = true)
                => Walk(prefix, remove_duplicate ? new(ReferenceEqualityComparer.Instance) : null);

            /// <summary>The module at a path such as <c>features.0</c>.</summary>
            /// <exception cref="ArgumentException">There is none.</exception>
            public Module get_submodule(string target)
            {
                var module = this;
                foreach (var part in target.Split('.', StringSplitOptions.RemoveEmptyEntries))
                {
                    var names = module._members.Modules().ToArray();
                    var found = names.FirstOrDefault(entry => entry.Name == part).Module;
                    module = found ?? throw new ArgumentException(
                        $"{module._get_name()} has no module `{part}` (asked for `{target}`); it has: {string.Join(", ", names.Select(static entry => entry.Name))}.", nameof(target));
                }

                return module;
            }

            /// <summary>The parameter at a path such as <c>features.0.weight</c>.</summary>
            public Tensor get_parameter(string target)
                => named_parameters(remove_duplicate: false).FirstOrDefault(entry => entry.name == target).parameter
                    ?? throw new ArgumentException($"{_get_name()} has no parameter `{target}`.", nameof(target));

            /// <summary>Parameters and persistent buffers by name: what <c>torch.save</c> stores. The tensors share memory with the module's.</summary>
            /// <param name="prefix">Put before all names.</param>
            public StateDict state_dict(string prefix = "")
            {
                var state = new StateDict();
                foreach (var (path, module) in named_modules(prefix.TrimEnd('.'), remove_duplicate: false))
                {
                    // Batch normalization counts its batches since version 2; all other modules are at 1.
                    state._metadata[path] = module is NN.Normalizations.BatchNorm ? 2 : 1;
                    var dotted = path.Length == 0 ? string.Empty : path + ".";
                    foreach (var (name, parameter) in module._members.Parameters())
                    {
                        state[dotted + name] = parameter.Detach();
                    }

                    foreach (var (name, buffer) in module._members.Buffers())
                    {
                        if (module._members.IsPersistent(name))
                        {
                            state[dotted + name] = buffer.Detach();
                        }
                    }
                }

                return state;
            }

            /// <summary>Copies tensors into this module's parameters and buffers.</summary>
            /// <param name="state_dict">Tensors by name.</param>
            /// <param name="strict">Whether all names must match; sizes must match in any case.</param>
            /// <exception cref="InvalidOperationException">Names are missing or unexpected, or sizes differ; all of them are listed.</exception>
            public IncompatibleKeys load_state_dict(IReadOnlyDictionary<string, Tensor> state_dict, bool strict = true)
                => StateLoading.Load(this, state_dict, strict);

            /// <summary>Forgets the gradients of all parameters, or sets them to 0.</summary>
            public void zero_grad(bool set_to_none = true)
            {
                foreach (var parameter in parameters())
                {
                    if (set_to_none)
                    {
                        parameter.Grad = null;
                    }
                    else
                    {
                        parameter.Grad?.Detach().Fill(0);
                    }
                }
            }

            private IEnumerable<(string Name, Module Module)> Walk(string prefix, HashSet<Module>? seen)
            {
                if (seen is not null && !seen.Add(this))
                {
                    yield break;
                }

                yield return (prefix, this);
                foreach (var (name, module) in _members.Modules())
                {
                    foreach (var entry in module.Walk(prefix.Length == 0 ? name : $"{prefix}.{name}", seen))
                    {
                        yield return entry;
                    }
                }
            }

            private IEnumerable<(string Name, Tensor Tensor)> Gather(string prefix, bool recurse, bool once, Func<Module, IEnumerable<(string Name, Tensor Tensor)>> own)
            {
                var seen = new HashSet<Tensor>(ReferenceEqualityComparer.Instance);
                foreach (var (path, module) in recurse ? named_modules(prefix, once) : [(prefix, this)])
                {
                    foreach (var (name, tensor) in own(module))
                    {
                        if (!once || seen.Add(tensor))
                        {
                            yield return (path.Length == 0 ? name : $"{path}.{name}", tensor);
                        }
                    }
                }
            }
        }
    }
}
