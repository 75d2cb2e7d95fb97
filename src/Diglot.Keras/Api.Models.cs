using System.Text.Json.Nodes;
using Diglot.Keras.Layers;
using Diglot.Keras.Layers.Core;
using Diglot.Keras.Models;
using Diglot.Keras.Saving;
using Diglot.Keras.Utils;

namespace Diglot.Keras;

/// <content>Models, inputs, files.</content>
public static partial class Api
{
    public static partial class keras
    {
        /// <summary>Announces an input of a model; give the result to layers, or put it first in <c>keras.Sequential</c>. See keras.io/api/layers/core_layers/input.</summary>
        /// <param name="shape">Length of each axis but the batch axis: <c>(28, 28, 1)</c>; unknown ones null.</param>
        /// <param name="batch_size">Length of the batch axis, if it is fixed.</param>
        /// <param name="dtype">Element type by name; float32 by default.</param>
        /// <param name="batch_shape">Length of each axis, batch axis included; instead of <paramref name="shape"/>.</param>
        /// <param name="name">Unique within a model; made up if not given.</param>
        public static KerasTensor Input(PartialShape? shape = null, int? batch_size = null, DTypePolicy? dtype = null, PartialShape? batch_shape = null, string? name = null)
            => new InputLayer(shape, batch_size, dtype, batch_shape: batch_shape, name: name).output;

        /// <summary>The module <c>keras.models</c>.</summary>
        public static partial class models
        {
            /// <inheritdoc cref="saving.load_model"/>
            public static Model load_model(string filepath, IReadOnlyDictionary<string, Type>? custom_objects = null, bool compile = true)
                => saving.load_model(filepath, custom_objects, compile);

            /// <summary>The model of a text that <c>to_json</c> gave, with fresh weights.</summary>
            /// <param name="json_string">The text.</param>
            /// <param name="custom_objects">Classes of one's own by the names in the text.</param>
            /// <exception cref="Diglot.Formats.FileFormatException">The text describes no model that is supported.</exception>
            public static Model model_from_json(string json_string, IReadOnlyDictionary<string, Type>? custom_objects = null)
                => ModelLoader.FromJson(JsonNode.Parse(json_string) as JsonObject ?? throw new ConfigException("A model's JSON is an object; received something else."), custom_objects);
        }

        /// <summary>The module <c>keras.saving</c>.</summary>
        public static partial class saving
        {
            /// <summary>Reads a whole model from a <c>.keras</c> or <c>.h5</c> file. See keras.io/api/models/model_saving_apis. No code in the file is run.</summary>
            /// <param name="filepath">The file; its content decides the format.</param>
            /// <param name="custom_objects">Classes of one's own by the names in the file.</param>
            /// <param name="compile">Whether the model is compiled as it was when it was saved.</param>
            /// <exception cref="Diglot.Formats.FileFormatException">The file is damaged, or holds what is not supported.</exception>
            public static Model load_model(string filepath, IReadOnlyDictionary<string, Type>? custom_objects = null, bool compile = true)
                => ModelLoader.Load(filepath, custom_objects, compile);

            /// <summary>Writes a whole model.</summary>
            /// <param name="model">The model.</param>
            /// <param name="filepath">Where; <c>.keras</c>, or <c>.h5</c> for the older format.</param>
            /// <param name="overwrite">Whether a file of that name is replaced.</param>
            public static void save_model(Model model, string filepath, bool overwrite = true) => model.save(filepath, overwrite);
        }

        /// <summary>The module <c>keras.utils</c>.</summary>
        public static partial class utils
        {
            /// <summary>Starts the counting of automatic layer names anew.</summary>
            public static void clear_session() => AutoNames.Clear();
        }

        /// <summary>The module <c>keras.backend</c>.</summary>
        public static partial class backend
        {
            /// <inheritdoc cref="utils.clear_session"/>
            public static void clear_session() => AutoNames.Clear();
        }
    }
}
