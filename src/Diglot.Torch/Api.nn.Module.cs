using Diglot.Torch.NN.Core;

namespace Diglot.Torch;

public static partial class Api
{
    public static partial class nn
    {
        /// <summary>
        /// Base of all modules: derive from it, put parameters and other modules into fields, override <c>forward</c>, and run the module by
        /// <c>net.forward(x)</c>, which runs hooks too, as <c>net(x)</c> does in Python.
        /// </summary>
        /// <remarks>
        /// <para>Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.Module.html.</para>
        /// <para>Names: a field's name is its key, as an attribute's in Python. Fields count in the order of declaration, those of a base class
        /// first; what was registered by name without having a field (<see cref="add_module"/>, <see cref="register_parameter"/>,
        /// <see cref="register_buffer"/>) follows in the order of registration. Tensors in fields are parameters if made by <c>nn.Parameter</c>.</para>
        /// <para>Keras: layers create their weights in <c>build</c> from the input's shape; here sizes are given to the constructor.</para>
        /// </remarks>
        public abstract partial class Module : ModuleDefinition
        {
            private readonly ModuleMembers _members;
            private ForwardHooks? _hooks;

            /// <summary>Makes a module in training mode.</summary>
            protected Module() => _members = new(this);

            /// <summary>Whether the module is in training mode (dropout drops, batch norm uses the batch); <c>train()</c> and <c>eval()</c> set it for all modules within.</summary>
            public virtual bool training { get; set; } = true;

            /// <summary>All child modules, also those that are there twice.</summary>
            internal IEnumerable<(string Name, Module Module)> Children => _members.Modules();

            internal bool HasHooks => _hooks is { IsEmpty: false };

            /// <summary>Runs the module, hooks included.</summary>
            /// <param name="input">The input.</param>
            /// <param name="others">Further inputs of modules that take several.</param>
            public Tensor forward(Tensor input, params ReadOnlySpan<Tensor> others)
            {
                if (_hooks is null or { IsEmpty: true } && others.IsEmpty)
                {
                    return ForwardCall.Run(this, ModuleFields.Of(GetType()), [input]);
                }

                return Hooked([input, .. others], inputs => ForwardCall.Run(this, ModuleFields.Of(GetType()), inputs));
            }

            /// <summary>Adds a child module under a name; null takes the name's place without a module.</summary>
            public void add_module(string name, Module? module) => _members.AddModule(name, module);

            /// <summary>Adds a child module under a name.</summary>
            public void register_module(string name, Module? module) => _members.AddModule(name, module);

            /// <summary>Adds a parameter under a name. A field of that name takes precedence, so that the parameter may be replaced.</summary>
            /// <returns>The parameter, for a field.</returns>
            public Tensor? register_parameter(string name, Tensor? param)
            {
                _members.AddParameter(name, param);
                return param;
            }

            /// <summary>Adds a tensor that is state but no parameter, such as a running mean.</summary>
            /// <param name="name">Its name; a field of that name takes precedence, so that the buffer may be replaced.</param>
            /// <param name="tensor">The buffer.</param>
            /// <param name="persistent">Whether it is part of <c>state_dict()</c>.</param>
            /// <returns>The buffer, for a field.</returns>
            public Tensor? register_buffer(string name, Tensor? tensor, bool persistent = true)
            {
                _members.AddBuffer(name, tensor, persistent);
                return tensor;
            }

            /// <summary>Has a function see each output: (module, inputs, output).</summary>
            public RemovableHandle register_forward_hook(Action<Module, Tensor[], Tensor> hook)
                => register_forward_hook((module, inputs, output) =>
                {
                    hook(module, inputs, output);
                    return null;
                });

            /// <summary>Has a function see each output and replace it by a result other than null: (module, inputs, output) → output.</summary>
            public RemovableHandle register_forward_hook(Func<Module, Tensor[], Tensor, Tensor?> hook) => (_hooks ??= new()).Add(hook);

            /// <summary>Has a function see the inputs before each run: (module, inputs).</summary>
            public RemovableHandle register_forward_pre_hook(Action<Module, Tensor[]> hook)
                => register_forward_pre_hook((module, inputs) =>
                {
                    hook(module, inputs);
                    return null;
                });

            /// <summary>Has a function see the inputs before each run and replace them by a result other than null.</summary>
            public RemovableHandle register_forward_pre_hook(Func<Module, Tensor[], Tensor[]?> hook) => (_hooks ??= new()).Add(hook);

            /// <summary>The arguments shown between the brackets of <c>print(net)</c>; override it for a module of your own.</summary>
            public virtual string extra_repr() => string.Empty;

            /// <summary>The name shown by <c>print(net)</c>.</summary>
            public virtual string _get_name() => GetType().Name;

            /// <summary>As Python's <c>print(net)</c>.</summary>
            public override string ToString() => ModuleText.Of(this);

            /// <summary>Runs a computation of this module's own with hooks around it, for modules whose <c>forward</c> has another signature.</summary>
            protected internal Tensor Hooked(Tensor[] inputs, Func<Tensor[], Tensor> forward)
                => _hooks is { IsEmpty: false } hooks ? hooks.Run(this, inputs, forward) : forward(inputs);

            internal bool IsPersistent(string buffer) => _members.IsPersistent(buffer);

            private protected void ForgetModules() => _members.ClearModules();

            private protected void ForgetParameters() => _members.ClearParameters();
        }
    }
}
