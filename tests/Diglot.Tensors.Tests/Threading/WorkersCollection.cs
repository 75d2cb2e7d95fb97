using Diglot.Tensors.Threading;
using Xunit;

namespace Diglot.Tensors.Tests.Threading;

/// <summary>Tests that set <see cref="Workers.Count"/> run one after another, apart from all others.</summary>
[CollectionDefinition(nameof(Workers), DisableParallelization = true)]
public sealed class WorkersCollection;
