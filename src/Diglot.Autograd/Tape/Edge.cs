namespace Diglot.Autograd.Tape;

/// <summary>Where a gradient goes next: one output of an earlier node, or nowhere.</summary>
internal readonly record struct Edge(GradientNode? Node, int Output);
