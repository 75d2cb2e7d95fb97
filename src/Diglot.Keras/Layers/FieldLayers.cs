using System.Collections;
using System.Reflection;

namespace Diglot.Keras.Layers;

/// <summary>Finds the layers in the fields of a user-defined layer or model, in the order of their declaration, as Keras tracks attributes.</summary>
internal static class FieldLayers
{
    public static Layer[] Of(Layer owner)
    {
        var found = new List<Layer>();
        foreach (var type in Classes(owner.GetType()).Reverse())
        {
            // Tokens rise with the declarations; a program compiled ahead of time has none, and lists its fields as declared.
            foreach (var field in type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly).OrderBy(static field => field.HasMetadataToken() ? field.MetadataToken : 0))
            {
                switch (field.GetValue(owner))
                {
                    case Layer layer:
                        found.Add(layer);
                        break;
                    case IEnumerable list and not string:
                        found.AddRange(list.OfType<Layer>());
                        break;
                }
            }
        }

        return [.. found.Distinct()];
    }

    private static IEnumerable<Type> Classes(Type type)
    {
        for (Type? current = type; current is not null && current.Assembly != typeof(Layer).Assembly; current = current.BaseType)
        {
            yield return current;
        }
    }
}
