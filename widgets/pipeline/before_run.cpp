#include "widgets/pipeline/before_run.h"

#include "widgets/theme/theme.h"

#include <QPainter>
#include <QStyledItemDelegate>

#include <set>

namespace lathe::widgets {
namespace {

enum Role { Tone = Qt::UserRole, Node };

class NoteDelegate : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QSize sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const override
    {
        return {100, 26};
    }
    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override
    {
        const Theme& theme = Theme::of(option.widget);
        const auto tone = PreflightNote::Tone(index.data(Tone).toInt());
        const bool leads = !index.data(Node).toString().isEmpty();
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        const QRectF row = QRectF(option.rect).adjusted(12, 1, -12, -1);
        const bool focused = option.state & QStyle::State_HasFocus;
        if ((leads && option.state & QStyle::State_MouseOver) || focused) {
            painter->setPen(focused ? QPen(theme.accent, 1) : QPen(Qt::NoPen));
            painter->setBrush(theme.canvas);
            painter->drawRoundedRect(row, 5, 5);
        }
        painter->setPen(Qt::NoPen);
        painter->setBrush(tone == PreflightNote::Tone::Good     ? theme.good
                          : tone == PreflightNote::Tone::Advice ? theme.warn
                                                                : theme.bad);
        painter->drawEllipse(QPointF(row.left() + 13, row.center().y()), 4.5, 4.5);
        painter->setFont(uiFont(12.5));
        painter->setPen(tone == PreflightNote::Tone::Error ? theme.text : theme.mutedText);
        const QRectF text = row.adjusted(28, 0, -8, 0);
        painter->drawText(text, Qt::AlignVCenter | Qt::AlignLeft,
                          QFontMetricsF(painter->font())
                              .elidedText(index.data().toString(), Qt::ElideRight, text.width()));
        painter->restore();
    }
};

} // namespace

BeforeRun::BeforeRun(const RecipeDocument& document, QWidget* parent)
    : QListWidget(parent), m_document(document)
{
    setItemDelegate(new NoteDelegate(this));
    setMouseTracking(true);
    setViewportMargins(0, 6, 0, 0);
    setSelectionMode(NoSelection);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollMode(ScrollPerPixel);
    setAccessibleName(tr("Before you run"));
    const auto choose = [this](const QListWidgetItem* item) {
        if (const QString node = item->data(Node).toString(); !node.isEmpty())
            Q_EMIT nodeChosen(node.toStdString());
    };
    connect(this, &QListWidget::itemClicked, this, choose);
    connect(this, &QListWidget::itemActivated, this, choose);
    connect(&document, &RecipeDocument::problemsChanged, this, &BeforeRun::fill);
    fill();
}

void BeforeRun::setPreflight(std::vector<PreflightNote> notes)
{
    m_preflight = std::move(notes);
    fill();
}

QString BeforeRun::size() const
{
    const int steps = m_document.variantCount();
    std::set<std::string, std::less<>> used;
    for (const auto& node : m_document.recipe().nodes)
        for (const auto& [port, from] : node.inputs)
            used.insert(from);
    int ends = 0;
    for (const auto& node : m_document.recipe().nodes)
        if (!used.contains(node.id))
            ends += m_document.variantCount(node.id);
    if (steps == 1)
        return tr("1 step gives 1 variant, measured beside the original");
    return tr("%1 steps give %2 variants, %3 of them at the ends of the pipeline; equal beginnings "
              "are "
              "computed once")
        .arg(steps)
        .arg(steps)
        .arg(ends);
}

void BeforeRun::fill()
{
    clear();
    using Tone = PreflightNote::Tone;
    const auto addProblems = [this](recipe::Severity severity, Tone tone) {
        for (const auto& problem : m_document.problems()) {
            if (problem.severity != severity)
                continue;
            QString text = QString::fromStdString(problem.text);
            if (!problem.node.empty() && problem.node != recipe::kSource)
                text = m_document.titleOf(problem.node) + ": " + text;
            else if (!text.isEmpty())
                text.replace(0, 1, text.left(1).toUpper());
            add({tone, text, problem.node});
        }
    };
    addProblems(recipe::Severity::Error, Tone::Error);
    if (m_document.variantCount() > 0)
        add({Tone::Good, size(), {}});
    for (const auto& note : m_preflight)
        add(note);
    addProblems(recipe::Severity::Advice, Tone::Advice);
}

void BeforeRun::add(const PreflightNote& note)
{
    auto* item = new QListWidgetItem(note.text, this);
    item->setData(Tone, int(note.tone));
    item->setData(Node, QString::fromStdString(note.node));
    item->setToolTip("<qt>" + note.text.toHtmlEscaped() + "</qt>");
}

} // namespace lathe::widgets
